package io.atrium.identity.outage;

import static org.assertj.core.api.Assertions.assertThat;

import io.atrium.identity.testing.IdentityTest;
import io.atrium.kit.testing.RecordedLog;
import io.atrium.kit.testing.StoppedDatabase;
import io.atrium.kit.testing.TestDatabase;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.vertx.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** A database whose host is gone without a word: its connections stay open for as long as nobody closes them. */
@QuarkusTest
@TestProfile(SilentDatabaseTest.Impatient.class)
class SilentDatabaseTest extends IdentityTest {

    public static final class Impatient implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "atrium.database.connections.silence", "3S",
                    "atrium.database.requests.acquisition-timeout", "1S",
                    "atrium.http.request-deadline", "2S");
        }
    }

    @Inject
    Pool pool;

    @Inject
    @ReactiveDataSource("worker")
    Pool worker;

    @Test
    void shouldCloseConnectionsOnWhichNothingIsSaidAnyMore() {
        // Given
        Person admin = registered();
        try (RecordedLog log = RecordedLog.ofWarnings()) {
            int during;
            int left;
            worker.query("SELECT 1")
                    .execute()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();

            // When
            try (StoppedDatabase stopped = StoppedDatabase.stop(TestDatabase.of("identity"))) {
                during = admin.asks().get("/api/v1/users/me").statusCode();
                left = Awaitility.await()
                        .atMost(Duration.ofSeconds(10))
                        .until(() -> pool.size() + worker.size(), size -> size == 0);
            }

            // Then
            assertThat(during).isEqualTo(503);
            assertThat(left).isZero();
            Awaitility.await()
                    .atMost(PATIENCE)
                    .until(() -> admin.asks().get("/api/v1/users/me").statusCode() == 200);
            assertThat(log.lines()).noneMatch(line -> line.startsWith("SEVERE"));
        }
    }
}
