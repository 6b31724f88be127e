package io.atrium.kit.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atrium.kit.testing.EncryptedServers;
import io.atrium.kit.testing.RecordedLog;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The connections of a pool to a PostgreSQL with TLS, by each sslmode. */
class DatabaseTlsTest {

    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Vertx VERTX = Vertx.vertx();
    private static final EncryptedServers SERVERS = new EncryptedServers();

    @AfterAll
    static void stop() {
        VERTX.close().toCompletionStage().toCompletableFuture().join();
        SERVERS.close();
    }

    @ParameterizedTest
    @CsvSource({"localhost, verify-full", "127.0.0.1, verify-ca", "127.0.0.1, require"})
    void shouldConnectOverTls(String host, String sslmode) {
        // Given
        Pool pool = pool(host, new DatabaseTls(sslmode, SERVERS.ca().toString()));

        // When
        boolean encrypted = isEncrypted(pool);

        // Then
        assertThat(encrypted).isTrue();
    }

    @Test
    void shouldEncryptWithoutVerifyingWhereThatIsAskedFor() {
        assertThat(isEncrypted(pool("localhost", new DatabaseTls("require", ""))))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"disable", "''"})
    void shouldConnectInPlainTextWhereThatIsSaidOrNothingIs(String sslmode) {
        assertThat(isEncrypted(pool("localhost", new DatabaseTls(sslmode, "")))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"verify-full", "verify-ca", "require"})
    void shouldRefuseAServerOfAnotherCa(String sslmode) {
        // Given
        PoolProbe probe = new PoolProbe(
                "app",
                pool("localhost", new DatabaseTls(sslmode, SERVERS.otherCa().toString())));

        // When, Then
        try (RecordedLog log = RecordedLog.ofWarnings()) {
            assertRefused(probe);
            assertThat(log.lines())
                    .anyMatch(line -> line.endsWith(
                            "PostgreSQL is not connected to: the server's certificate is not signed by a trusted CA"));
        }
    }

    @Test
    void shouldRefuseAServerOfAnotherName() {
        // Given
        PoolProbe probe = new PoolProbe(
                "app",
                pool(
                        EncryptedServers.OTHER_NAME,
                        new DatabaseTls("verify-full", SERVERS.ca().toString())));

        // When, Then
        try (RecordedLog log = RecordedLog.ofWarnings()) {
            assertRefused(probe);
            assertThat(log.lines())
                    .anyMatch(line -> line.contains(
                            "PostgreSQL is not connected to: the server's certificate is for another host name ("));
        }
    }

    /** An outage: consumers wait, and give no message up. */
    private static void assertRefused(PoolProbe probe) {
        assertThatThrownBy(() -> probe.ask().await().atMost(LONG)).satisfies(failure -> {
            assertThat(PoolProbe.reason(failure)).isEqualTo("DOWN: the TLS handshake failed");
            assertThat(Outages.isOutage(failure)).isTrue();
        });
    }

    private static Pool pool(String host, DatabaseTls tls) {
        PgConnectOptions options = new PgConnectOptions()
                .setHost(host)
                .setPort(SERVERS.postgres().port())
                .setDatabase("identity")
                .setUser("identity_app")
                .setPassword("dev-identity_app");
        tls.applyTo(options);
        return PgBuilder.pool()
                .with(new PoolOptions().setMaxSize(1))
                .connectingTo(options)
                .using(VERTX)
                .build();
    }

    private static boolean isEncrypted(Pool pool) {
        return pool.query("SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()")
                .execute()
                .map(rows -> rows.iterator().next().getBoolean(0))
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(LONG.toSeconds(), TimeUnit.SECONDS)
                .join();
    }
}
