package io.atrium.identity.drop;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.atrium.identity.testing.IdentityTest;
import io.atrium.kit.testing.RecordedLog;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** Clients that close their connection while their request is under way. */
@QuarkusTest
class DroppedRequestsTest extends IdentityTest {

    private static final int DROPPED = 200;
    private static final long LONGEST_NANOS = TimeUnit.MILLISECONDS.toNanos(12);

    @TestHTTPResource
    URI service;

    @Inject
    Pool pool;

    @ConfigProperty(name = "quarkus.datasource.reactive.max-size")
    int poolSize;

    @Test
    void shouldEndTransactionsInOrderWhenTheirClientsAreGone() {
        // Given
        Person admin = registered();
        try (RecordedLog log = RecordedLog.ofWarnings()) {
            // When
            IntStream.range(0, DROPPED).parallel().forEach(n -> drop(patch(admin, n), n));

            // Then
            assertThatNoConnectionIsInUse();
            admin.sends(Map.of("first_name", "Grace"))
                    .patch("/api/v1/users/me")
                    .then()
                    .statusCode(200);
            assertThat(log.lines()).isEmpty();
        }
    }

    @Test
    void shouldKeepQuietAboutReadsAndUploadsThatBreakOff() {
        // Given
        Person admin = registered();
        String half = "POST /api/v1/users HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + admin.accessToken()
                + "\r\nContent-Type: application/json\r\n";
        List<String> requests = List.of(
                get(admin, "/api/v1/users?limit=200"),
                get(admin, "/api/v1/users/me"),
                get(admin, "/q/metrics"),
                half + "Content-Length: 5000\r\n\r\n{\"email\":",
                half + "Transfer-Encoding: chunked\r\n\r\n5\r\n{\"ema\r\n",
                half + "Transfer-Encoding: chunked\r\n\r\nnonsense\r\n");
        try (RecordedLog log = RecordedLog.ofWarnings()) {
            // When
            IntStream.range(0, DROPPED)
                    .parallel()
                    .forEach(n -> drop(requests.get(n % requests.size()), n / requests.size() * 6));

            // Then
            assertThatNoConnectionIsInUse();
            admin.asks().get("/api/v1/users/me").then().statusCode(200);
            assertThat(log.lines()).isEmpty();
        }
    }

    /** Takes every connection of the pool at once, which cannot be had when one is leaked or still at work. */
    private void assertThatNoConnectionIsInUse() {
        List<Future<SqlConnection>> taken =
                Stream.generate(pool::getConnection).limit(poolSize).toList();
        try {
            Awaitility.await().atMost(PATIENCE).until(() -> taken.stream().allMatch(Future::succeeded));
        } finally {
            taken.forEach(each -> each.onSuccess(SqlConnection::close));
        }
        assertThat(query("SELECT count(*) FROM pg_stat_activity WHERE usename = 'identity_app' AND state <> 'idle'"))
                .isEqualTo("0");
    }

    private static String patch(Person admin, int n) {
        String body = "{\"first_name\":\"Name " + n + "\"}";
        return "PATCH /api/v1/users/" + admin.id() + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                + admin.accessToken() + "\r\nContent-Type: application/merge-patch+json\r\nContent-Length: "
                + body.length() + "\r\n\r\n" + body;
    }

    private static String get(Person admin, String path) {
        return "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + admin.accessToken()
                + "\r\n\r\n";
    }

    /** Sends and closes, every second time with a reset, at a point that moves through the processing. */
    private void drop(String request, int n) {
        try (Socket socket = new Socket(service.getHost(), service.getPort())) {
            socket.setTcpNoDelay(true);
            socket.setSoLinger(n % 2 == 0, 0);
            socket.getOutputStream().write(request.getBytes(US_ASCII));
            socket.getOutputStream().flush();
            LockSupport.parkNanos(LONGEST_NANOS * n / DROPPED);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
