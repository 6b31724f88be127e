package io.atrium.identity.outage;

import static org.assertj.core.api.Assertions.assertThat;

import io.atrium.identity.testing.IdentityTest;
import io.atrium.kit.testing.RecordedLog;
import io.atrium.kit.testing.StoppedDatabase;
import io.atrium.kit.testing.TestDatabase;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

@QuarkusTest
class DatabaseOutageTest extends IdentityTest {

    private static final Duration DEADLINE = Duration.ofSeconds(5);
    private static final Duration ROOM = Duration.ofSeconds(2);
    private static final int AT_ONCE = 40;

    @Inject
    Pool pool;

    @ConfigProperty(name = "quarkus.datasource.reactive.max-size")
    int poolSize;

    private record Timed(Response reply, Duration took) {}

    @Test
    void shouldAnswer503WithinTheDeadlineWhileTheDatabaseStandsStill() {
        // Given
        Person admin = registered();
        List<Timed> replies;
        try (RecordedLog log = RecordedLog.ofWarnings()) {
            // When
            try (StoppedDatabase stopped = StoppedDatabase.stop(TestDatabase.of("identity"))) {
                replies = atOnce(AT_ONCE, () -> admin.asks().get("/api/v1/users/me"));
            }

            // Then
            assertThat(replies).allSatisfy(timed -> {
                assertThat(timed.reply().statusCode()).isEqualTo(503);
                assertThat(timed.reply().<String>path("code")).isEqualTo("SERVICE_UNAVAILABLE");
                assertThat(timed.reply().header("Retry-After")).isNotEmpty();
                assertThat(timed.took()).isLessThan(DEADLINE.plus(ROOM));
            });
            Awaitility.await()
                    .atMost(PATIENCE)
                    .until(() -> admin.asks().get("/api/v1/users/me").statusCode() == 200);
            assertThatNoConnectionIsInUse();
            assertThat(log.lines()).hasSizeLessThan(AT_ONCE / 2).noneMatch(line -> line.startsWith("SEVERE"));
        }
    }

    @Test
    void shouldAnswer503WhenConnectionsAreCut() throws SQLException {
        // Given
        Person admin = registered();
        CompletableFuture<List<Timed>> flood = CompletableFuture.supplyAsync(() -> Stream.generate(() -> atOnce(
                        AT_ONCE, () -> admin.sends("{\"first_name\":\"Grace\"}").patch("/api/v1/users/me")))
                .limit(10)
                .flatMap(List::stream)
                .toList());

        // When
        try (Connection superuser = TestDatabase.of("identity").connectAsSuperuser();
                Statement statement = superuser.createStatement()) {
            while (!flood.isDone()) {
                statement.execute("SELECT pg_terminate_backend(pid), pg_sleep(0.02) FROM pg_stat_activity"
                        + " WHERE usename = 'identity_app'");
            }
        }

        // Then
        assertThat(flood.join())
                .extracting(timed -> timed.reply().statusCode())
                .contains(503)
                .isSubsetOf(200, 503);
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> admin.asks().get("/api/v1/users/me").statusCode() == 200);
        assertThatNoConnectionIsInUse();
    }

    private static List<Timed> atOnce(int times, Supplier<Response> request) {
        ExecutorService callers = Executors.newFixedThreadPool(times);
        try {
            return IntStream.range(0, times)
                    .mapToObj(n -> CompletableFuture.supplyAsync(() -> timed(request), callers))
                    .toList()
                    .stream()
                    .map(CompletableFuture::join)
                    .toList();
        } finally {
            callers.shutdown();
        }
    }

    private static Timed timed(Supplier<Response> request) {
        long began = System.nanoTime();
        Response reply = request.get();
        return new Timed(reply, Duration.ofNanos(System.nanoTime() - began));
    }

    /** Takes every connection of the pool at once, which cannot be had when one is leaked or still at work. */
    private void assertThatNoConnectionIsInUse() {
        Awaitility.await().atMost(PATIENCE).until(() -> {
            List<Future<SqlConnection>> taken =
                    Stream.generate(pool::getConnection).limit(poolSize).toList();
            try {
                Future.all(taken).toCompletionStage().toCompletableFuture().get(3, TimeUnit.SECONDS);
                return true;
            } catch (ExecutionException | TimeoutException e) {
                return false;
            } finally {
                taken.forEach(each -> each.onSuccess(SqlConnection::close));
            }
        });
    }
}
