package io.atrium.integration.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atrium.kit.url.HttpUrl;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProviderAddressesTest {

    @Test
    void shouldKnowTheOperatorsAddresses() {
        ProviderAddresses addresses = new ProviderAddresses(config("user-url", "http://localhost:8001/base/"));

        assertThat(addresses.of("user")).isEqualTo(new HttpUrl(false, "localhost", 8001, "/base"));
        assertThatThrownBy(() -> addresses.of("custom"))
                .isInstanceOfSatisfying(
                        ProviderException.class,
                        failure -> assertThat(failure.fault()).isEqualTo(ProviderFault.INTEGRATION_DISABLED));
    }

    @ParameterizedTest
    @CsvSource({
        "user-url, http://localhost:99999, EXTERNAL_USER_SERVICE_URL",
        "payment-url, localhost:8002, EXTERNAL_PAYMENT_SERVICE_URL",
        "communication-url, http://user:secret@localhost:8003, EXTERNAL_COMMUNICATION_SERVICE_URL"
    })
    void shouldRefuseToStartAndNameTheVariable(String name, String value, String variable) {
        ProviderConfig config = config(name, value);

        assertThatThrownBy(() -> new ProviderAddresses(config))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("The address in " + variable + " must ")
                .hasMessageNotContaining("secret");
    }

    private static ProviderConfig config(String name, String value) {
        Map<String, String> values = new HashMap<>();
        for (String setting : new String[] {"user-url", "payment-url", "communication-url"}) {
            values.put("integration.provider." + setting, "http://localhost:8000");
        }
        values.put("integration.provider." + name, value);
        return new SmallRyeConfigBuilder()
                .withMapping(ProviderConfig.class)
                .withSources(new PropertiesConfigSource(values, "test", 100))
                .build()
                .getConfigMapping(ProviderConfig.class);
    }
}
