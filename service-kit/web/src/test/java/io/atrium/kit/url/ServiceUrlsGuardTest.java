package io.atrium.kit.url;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceUrlsGuardTest {

    @Test
    void shouldStartWithGoodAddresses() {
        ServiceUrlsGuard guard = guard(Map.of(
                "atrium.services.tenant", "http://tenant-service:8082",
                "identity.public-url", "https://atrium.example",
                "public-url", "http://localhost:8000",
                "integration.sync.not-a-url", "nonsense"));

        assertThatCode(() -> guard.check(new StartupEvent())).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"atrium.services.tenant", "identity.public-url", "public-url"})
    void shouldRefuseToStartAndNameTheSetting(String name) {
        ServiceUrlsGuard guard = guard(Map.of(name, "http://user:password@tenant-service:99999"));

        assertThatThrownBy(() -> guard.check(new StartupEvent()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("The address in " + name + " must")
                .hasMessageNotContaining("password");
    }

    private static ServiceUrlsGuard guard(Map<String, String> values) {
        return new ServiceUrlsGuard(new SmallRyeConfigBuilder()
                .withSources(new io.smallrye.config.PropertiesConfigSource(values, "test", 100))
                .build());
    }
}
