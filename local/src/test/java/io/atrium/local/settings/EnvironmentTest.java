package io.atrium.local.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atrium.local.console.PlatformException;
import io.atrium.local.topology.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    @Test
    void shouldConnectToItsOwnServersInPlainTextWhateverIsSetForOthers() {
        // When
        Map<String, String> environment = of(Map.of(
                        "DATABASE_SSLMODE", "verify-full",
                        "DATABASE_SSLROOTCERT", "/ca.crt",
                        "KAFKA_SECURITY_PROTOCOL", "SASL_SSL",
                        "KAFKA_SSL_TRUSTSTORE_LOCATION", "/ca.crt"))
                .of(IDENTITY);

        // Then
        assertThat(environment)
                .containsEntry("DATABASE_SSLMODE", "disable")
                .containsEntry("KAFKA_SECURITY_PROTOCOL", "PLAINTEXT")
                .doesNotContainKeys("DATABASE_SSLROOTCERT", "KAFKA_SSL_TRUSTSTORE_LOCATION");
    }

    @Test
    void shouldHaveAnHttpsAddressWithACertificate(@TempDir Path folder) throws IOException {
        // Given
        String certificate = Files.createFile(folder.resolve("server.crt")).toString();
        String key = Files.createFile(folder.resolve("server.key")).toString();

        // When
        Map<String, String> environment = of(Map.of("GATEWAY_TLS_CERTIFICATE", certificate, "GATEWAY_TLS_KEY", key))
                .of(IDENTITY);

        // Then
        assertThat(environment)
                .containsEntry("PUBLIC_URL", "https://localhost:8000")
                .containsEntry("ATRIUM_ISSUER", "https://localhost:8000");
    }

    @ParameterizedTest
    @CsvSource({
        "server.crt, '', GATEWAY_TLS_CERTIFICATE and GATEWAY_TLS_KEY are set together or not at all.",
        "no-file, no-file, GATEWAY_TLS_CERTIFICATE names a file that cannot be read: "
    })
    void shouldRefuseHalfACertificate(String certificate, String key, String reason) {
        assertThatThrownBy(() ->
                        GatewayCertificate.of(Map.of("GATEWAY_TLS_CERTIFICATE", certificate, "GATEWAY_TLS_KEY", key)))
                .isInstanceOf(PlatformException.class)
                .hasMessageStartingWith(reason);
    }

    private static Environment of(Map<String, String> inherited) {
        return new Environment(inherited, Ports.of(inherited));
    }
}
