package io.atrium.kit.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.atrium.kit.testing.EncryptedServers;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command {@code migrate} on a PostgreSQL with TLS. */
class MigrateCommandTest {

    private static final EncryptedServers SERVERS = new EncryptedServers();

    private record Run(int code, String out, String err) {}

    @AfterAll
    static void stop() {
        SERVERS.close();
    }

    @ParameterizedTest
    @CsvSource({"localhost, verify-full", "127.0.0.1, verify-ca", "localhost, disable"})
    void shouldMigrate(String host, String sslmode) {
        // When
        Run run = migrate(Map.of("DATABASE_HOST", host, "DATABASE_SSLMODE", sslmode));

        // Then
        assertThat(run.err()).isEmpty();
        assertThat(run.code()).isZero();
        assertThat(run.out()).startsWith("Database identity is up to date, ");
    }

    @Test
    void shouldEncryptWithoutVerifyingWhereThatIsAskedFor() {
        // When
        Run run = migrate(Map.of("DATABASE_SSLMODE", "require", "DATABASE_SSLROOTCERT", ""));

        // Then
        assertThat(run.code()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"verify-full", "verify-ca", "require"})
    void shouldRefuseAServerOfAnotherCa(String sslmode) {
        // When
        Run run = migrate(Map.of(
                "DATABASE_SSLMODE",
                sslmode,
                "DATABASE_SSLROOTCERT",
                SERVERS.otherCa().toString()));

        // Then
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err())
                .isEqualTo(
                        "Database identity at localhost:" + SERVERS.postgres().port()
                                + " was not migrated: the server's certificate is not signed by a trusted CA\n");
    }

    @Test
    void shouldRefuseAServerOfAnotherName() {
        // When
        Run run = migrate(Map.of("DATABASE_HOST", EncryptedServers.OTHER_NAME));

        // Then
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err())
                .startsWith("Database identity at 127.0.0.1:")
                .contains("was not migrated: the server's certificate is for another host name (");
    }

    @Test
    void shouldNameEverySettingThatProductionRefuses() {
        // When
        Run run = migrate(Map.of("ATRIUM_MODE", "production", "DATABASE_SSLMODE", ""));

        // Then
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err())
                .isEqualTo("Settings that production mode refuses: DATABASE_OWNER_PASSWORD is a development secret;"
                        + " DATABASE_SSLMODE is not set: verify-full, or disable where the network is private\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "prefer      | ''      | DATABASE_SSLMODE is disable, require, verify-ca or verify-full, not prefer",
                "verify-full | ''      | DATABASE_SSLROOTCERT is not set, with DATABASE_SSLMODE=verify-full",
                "verify-ca   | no-file | DATABASE_SSLROOTCERT names a file that cannot be read: no-file"
            })
    void shouldRefuseSettingsThatMakeNoSense(String sslmode, String sslrootcert, String fault) {
        // When
        Run run = migrate(Map.of("DATABASE_SSLMODE", sslmode, "DATABASE_SSLROOTCERT", sslrootcert));

        // Then
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).isEqualTo("Settings that development mode refuses: " + fault + "\n");
    }

    private static Run migrate(Map<String, String> settings) {
        Map<String, String> variables = new HashMap<>(SERVERS.databaseVariables());
        variables.putAll(settings);
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream saidOut = new ByteArrayOutputStream();
        ByteArrayOutputStream saidErr = new ByteArrayOutputStream();
        System.setOut(new PrintStream(saidOut, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(saidErr, true, StandardCharsets.UTF_8));
        try {
            int code = new MigrateCommand(variables).run();
            return new Run(code, text(saidOut), text(saidErr));
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }
}
