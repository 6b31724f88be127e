package io.atrium.kit.body;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.startsWith;

import io.atrium.kit.wire.testing.RawConnection;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Bodies that keep coming, or do not. */
@QuarkusTest
@Timeout(60)
class SlowBodiesTest {

    private static final String FLOODER = "203.0.113.7";
    private static final int BODY = 1_000_000;
    private static final int MOST_AT_ONCE = 16;

    @TestHTTPResource
    URI service;

    @Inject
    BodyBudget budget;

    @Test
    void shouldHoldNoMoreThanASendersShareAndServeTheOthers() throws IOException {
        // Given
        List<RawConnection> slow = new ArrayList<>();
        try {
            // When
            RawConnection.Reply refused = null;
            while (refused == null && slow.size() < MOST_AT_ONCE) {
                RawConnection connection = new RawConnection(service.getPort());
                slow.add(connection);
                connection.send(head(FLOODER, BODY) + "x".repeat(BODY / 2));
                int bodies = Math.min(2, slow.size());
                Awaitility.await().until(() -> budget.used() >= (long) bodies * BODY);
                refused = slow.size() > 2 ? connection.read() : null;
            }

            // Then
            assertThat(refused).isNotNull();
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.header("retry-after")).isNotEmpty();
            assertThat(budget.used()).isLessThanOrEqualTo(2 * 1024 * 1024);
            given().contentType("application/json")
                    .body("{\"text\":\"" + "y".repeat(500_000) + "\"}")
                    .post("/api/v1/probe/read")
                    .then()
                    .statusCode(200);
        } finally {
            for (RawConnection connection : slow) {
                connection.close();
            }
        }
        Awaitility.await().atMost(Duration.ofSeconds(5)).until(() -> budget.used() == 0);
    }

    @Test
    void shouldServeWhoHoldsNothingWhenAFewHoldEverything() throws IOException {
        // Given
        List<RawConnection> slow = new ArrayList<>();
        assertThat(post(1_000)).isEqualTo(200);
        try {
            for (String client :
                    List.of("203.0.113.101", "203.0.113.101", "203.0.113.102", "203.0.113.103", "203.0.113.104")) {
                RawConnection connection = new RawConnection(service.getPort());
                slow.add(connection);
                connection.send(head(client, BODY) + "x".repeat(BODY / 2));
                Awaitility.await().until(() -> budget.used() >= (long) slow.size() * BODY);
            }

            // When
            int large = post(900_000);

            // Then
            assertThat(large).isEqualTo(200);
            assertThat(post(1_000)).isEqualTo(200);
            assertThat(slow.get(0).read().status()).isEqualTo(503);
        } finally {
            for (RawConnection connection : slow) {
                connection.close();
            }
        }
        Awaitility.await().atMost(Duration.ofSeconds(5)).until(() -> budget.used() == 0);
    }

    private static int post(int length) {
        return given().contentType("application/json")
                .body("{\"text\":\"" + "y".repeat(length) + "\"}")
                .post("/api/v1/probe/read")
                .statusCode();
    }

    @Test
    void shouldGiveUpABodyThatDoesNotCome() throws IOException {
        try (RawConnection connection = new RawConnection(service.getPort())) {
            RawConnection.Reply reply =
                    connection.send(head("203.0.113.8", 1000) + "{\"text\":").read();

            assertThat(reply.status()).isEqualTo(408);
            assertThat(reply.body()).contains("REQUEST_TIMEOUT");
            assertThat(connection.isEnded()).isTrue();
        }
        Awaitility.await().atMost(Duration.ofSeconds(5)).until(() -> budget.used() == 0);
    }

    @Test
    void shouldCloseAConnectionWhoseRefusedBodyDoesNotEnd() throws IOException {
        // Given
        try (RawConnection connection = new RawConnection(service.getPort())) {
            RawConnection.Reply refused = connection
                    .send(head("203.0.113.9", 1000).replace("application/json", "text/plain") + "x")
                    .read();
            assertThat(refused.status()).isEqualTo(415);

            // When
            boolean closed = connection.isEnded();

            // Then
            assertThat(closed).isTrue();
        }
    }

    @Test
    void shouldAnswer408ToAHeadThatDoesNotEnd() throws IOException {
        // Given
        try (RawConnection connection = new RawConnection(service.getPort())) {
            connection.send("POST /api/v1/probe/read HTTP/1.1\r\nHost: localhost\r\nX-A: ");

            // When
            RawConnection.Reply reply = connection.read();

            // Then
            assertThat(reply.status()).isEqualTo(408);
            assertThat(reply.body()).contains("\"code\":\"REQUEST_TIMEOUT\"");
        }
    }

    @Test
    void shouldCloseAConnectionOnWhichNothingCame() throws IOException {
        // Given
        try (RawConnection connection = new RawConnection(service.getPort())) {

            // When
            boolean closed = connection.isEnded();

            // Then
            assertThat(closed).isTrue();
        }
    }

    @Test
    void shouldReadLargeBodiesAsJsonOnAWorker() {
        given().contentType("application/json")
                .body("{\"text\":\"" + "y".repeat(100_000) + "\"}")
                .post("/api/v1/probe/read")
                .then()
                .statusCode(200)
                .body(startsWith("executor-thread"));
        given().contentType("application/json")
                .body("{\"text\":\"" + "y".repeat(30_000) + "\"}")
                .post("/api/v1/probe/read")
                .then()
                .statusCode(200)
                .body(startsWith("vert.x-eventloop"));
    }

    private static String head(String client, int length) {

        return "POST /api/v1/probe/read HTTP/1.1\r\nHost: localhost\r\nX-Forwarded-For: " + client
                + "\r\nContent-Type: application/json\r\nContent-Length: " + length + "\r\n\r\n";
    }
}
