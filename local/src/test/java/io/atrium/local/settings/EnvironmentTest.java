package io.atrium.local.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.atrium.local.topology.Part;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EnvironmentTest {

    private static final Part IDENTITY = Part.of("identity-service").orElseThrow();
    private static final Part TENANT = Part.of("tenant-service").orElseThrow();

    @Test
    void shouldGiveEachServiceItsPortAndTheAddressesOfThisPlatform() {
        Map<String, String> environment = of(Map.of("ATRIUM_GATEWAY_PORT", "9000", "ATRIUM_POSTGRES_PORT", "9432"))
                .of(TENANT);

        assertThat(environment)
                .containsEntry("PORT", "8082")
                .containsEntry("DATABASE_PORT", "9432")
                .containsEntry("DATABASE_APP_PASSWORD", "dev-tenant_app")
                .containsEntry("ATRIUM_ISSUER", "http://localhost:9000")
                .containsEntry("IDENTITY_SERVICE_URL", "http://localhost:8081");
    }

    @Test
    void shouldPassOnWhatTheCallerHasSet() {
        Map<String, String> environment = of(Map.of(
                        "ACCESS_TOKEN_EXPIRE_MINUTES", "5", "PUBLIC_URL", "https://atrium.example", "PORT", "1"))
                .of(IDENTITY);

        assertThat(environment)
                .containsEntry("ACCESS_TOKEN_EXPIRE_MINUTES", "5")
                .containsEntry("PUBLIC_URL", "https://atrium.example")
                .containsEntry("PORT", "8081");
    }

    @Test
    void shouldGiveTheOwnersPasswordToTheMigrationAlone() {
        Environment environment = of(Map.of("TENANT_OWNER_PASSWORD", "secret", "DATABASE_OWNER_PASSWORD", "secret"));

        assertThat(environment.of(TENANT)).doesNotContainValue("secret");
        assertThat(environment.ofMigration(TENANT)).containsEntry("DATABASE_OWNER_PASSWORD", "secret");
    }

    private static Environment of(Map<String, String> inherited) {
        return new Environment(inherited, Ports.of(inherited));
    }
}
