package io.atrium.integration.provider;

import io.atrium.kit.url.ConfiguredUrls;
import io.atrium.kit.url.HttpUrl;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;

/** The operator's addresses of the providers. The service refuses to start on one that is none. */
@ApplicationScoped
class ProviderAddresses {

    private final Map<String, HttpUrl> byProvider;

    ProviderAddresses(ProviderConfig config) {
        byProvider = Map.of(
                "user", ConfiguredUrls.require("EXTERNAL_USER_SERVICE_URL", config.userUrl()),
                "payment", ConfiguredUrls.require("EXTERNAL_PAYMENT_SERVICE_URL", config.paymentUrl()),
                "communication",
                        ConfiguredUrls.require("EXTERNAL_COMMUNICATION_SERVICE_URL", config.communicationUrl()));
    }

    void check(@Observes @Priority(1) StartupEvent start) {
        // Being made has checked them.
    }

    /** @throws ProviderException INTEGRATION_DISABLED for a provider that is not the operator's */
    HttpUrl of(String provider) {
        HttpUrl address = byProvider.get(provider);
        if (address == null) {
            throw new ProviderException(ProviderFault.INTEGRATION_DISABLED, "The integration has no address to call");
        }
        return address;
    }
}
