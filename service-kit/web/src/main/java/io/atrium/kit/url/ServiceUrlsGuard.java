package io.atrium.kit.url;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.Config;

/** A service does not start if the address of another service, or the public address, is invalid. */
@ApplicationScoped
public class ServiceUrlsGuard {

    private static final String SERVICES = "atrium.services.";
    private static final String PUBLIC = "public-url";

    private final Config config;

    public ServiceUrlsGuard(Config config) {
        this.config = config;
    }

    void check(@Observes @Priority(1) StartupEvent start) {
        List<String> faults = StreamSupport.stream(config.getPropertyNames().spliterator(), false)
                .filter(name -> name.startsWith(SERVICES) || name.equals(PUBLIC) || name.endsWith("." + PUBLIC))
                .distinct()
                .sorted()
                .flatMap(name -> config.getOptionalValue(name, String.class).stream()
                        .flatMap(value -> ConfiguredUrls.fault(name, value).stream()))
                .toList();
        if (!faults.isEmpty()) {
            throw new IllegalStateException(String.join("; ", faults));
        }
    }
}
