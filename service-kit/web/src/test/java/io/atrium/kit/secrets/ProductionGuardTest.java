package io.atrium.kit.secrets;

import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProductionGuardTest {
    @Test
    void shouldRefuseDevelopmentSecretsInProduction() {
        ProductionGuard guard = guard("production", Map.of("quarkus.datasource.password", "dev-tenant_app"));
        assertThatIllegalStateException()
                .isThrownBy(() -> guard.check(new StartupEvent()))
                .withMessageContaining("quarkus.datasource.password");
    }

    @Test
    void shouldRefuseADevelopmentSecretAmongEarlierKeysInProduction() {
        ProductionGuard guard =
                guard("production", Map.of("identity.secret-key-previous", "a-real-earlier-secret, dev-secret-key"));
        assertThatIllegalStateException()
                .isThrownBy(() -> guard.check(new StartupEvent()))
                .withMessageContaining("identity.secret-key-previous");
    }

    @Test
    void shouldAcceptRealSecretsInProduction() {
        ProductionGuard guard = guard("production", Map.of("atrium.token.service-key", "a-real-secret"));
        assertThatNoException().isThrownBy(() -> guard.check(new StartupEvent()));
    }

    @Test
    void shouldAcceptDevelopmentSecretsInDevelopment() {
        ProductionGuard guard = guard("development", Map.of("quarkus.datasource.password", "dev-tenant_app"));
        assertThatNoException().isThrownBy(() -> guard.check(new StartupEvent()));
    }

    @Test
    void shouldRefuseAnUnknownMode() {
        assertThatIllegalStateException()
                .isThrownBy(() -> guard("prod", Map.of()).check(new StartupEvent()));
    }

    private static ProductionGuard guard(String mode, Map<String, String> values) {
        return new ProductionGuard(
                new SmallRyeConfigBuilder().withDefaultValues(values).build(), mode);
    }
}
