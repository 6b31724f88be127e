package io.atrium.kit.secrets;

import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.List;
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

    @Test
    void shouldNameEverySettingInOneMessageByItsVariable() {
        // Given
        StartupRule rule =
                production -> production ? List.of("A_VARIABLE is not set", "ANOTHER is not set") : List.of();
        ProductionGuard guard = guard(
                "production",
                Map.of("a.secret", "${SECRET_KEY:dev-secret}", "a.password", "${A_PASSWORD:dev-password}"),
                rule);

        // When, Then
        assertThatIllegalStateException()
                .isThrownBy(() -> guard.check(new StartupEvent()))
                .withMessage("Settings that production mode refuses: A_PASSWORD is a development secret;"
                        + " SECRET_KEY is a development secret; A_VARIABLE is not set; ANOTHER is not set");
    }

    /** The environment gives each variable a second name, with dots. */
    @Test
    void shouldNameAVariableOfTheEnvironmentOnce() {
        // Given
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .withSources(new EnvConfigSource(Map.of("A_PASSWORD", "dev-password", "SECRET_KEY", "dev-key"), 300))
                .withDefaultValue("a.secret", "${SECRET_KEY}")
                .addDefaultInterceptors()
                .build();
        ProductionGuard guard = new ProductionGuard(config, "production", List.of());

        // When, Then
        assertThatIllegalStateException()
                .isThrownBy(() -> guard.check(new StartupEvent()))
                .withMessage("Settings that production mode refuses: A_PASSWORD is a development secret;"
                        + " SECRET_KEY is a development secret");
    }

    @Test
    void shouldRefuseInDevelopmentToo() {
        // Given
        StartupRule rule = production -> production ? List.of() : List.of("A_VARIABLE is a number");

        // When, Then
        assertThatIllegalStateException()
                .isThrownBy(() -> guard("development", Map.of(), rule).check(new StartupEvent()))
                .withMessage("Settings that development mode refuses: A_VARIABLE is a number");
    }

    private static ProductionGuard guard(String mode, Map<String, String> values, StartupRule... rules) {
        return new ProductionGuard(
                new SmallRyeConfigBuilder()
                        .withDefaultValues(values)
                        .addDefaultInterceptors()
                        .build(),
                mode,
                List.of(rules));
    }
}
