package io.atrium.webhook.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.atrium.kit.testing.AtriumKafka;
import io.atrium.kit.testing.TestTopics;
import io.atrium.webhook.signature.Signing;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Batches against a small budget and a short time limit. */
@QuarkusTest
@TestProfile(TightLimits.class)
@WithTestResource(AtriumKafka.class)
class BatchLimitsTest {

    private static final int LARGEST = TightLimits.LARGEST_BATCH;
    private static final String SLOW_SENDER = "203.0.113.10";

    @TestHTTPResource("/")
    URI gateway;

    TestTopics topics;

    @Test
    void shouldLetASenderHoldItsShareForALimitedTimeAndLeaveTheOrganizationToOthers() throws Exception {
        TestSource slow = TestSource.published(topics);
        Provider provider = new Provider(gateway, slow).known();
        double cutBefore = metric("atrium_http_body_slow_total");
        List<Socket> held = new ArrayList<>();

        try {
            held.add(sendAllButOneByte(slow));
            held.add(sendAllButOneByte(slow));
            Awaitility.await().until(() -> bufferedBytes() > 2 * LARGEST);
            HttpResponse<String> refused = Provider.send(
                    provider.batch("application/json", new byte[LARGEST / 2]).header("X-Forwarded-For", SLOW_SENDER));
            HttpResponse<String> chunked = Provider.send(provider.batch("application/json", new byte[LARGEST])
                    .POST(Provider.chunked(new byte[LARGEST]))
                    .header("X-Forwarded-For", SLOW_SENDER));
            HttpResponse<String> ofAnother =
                    provider.deliverBatch("application/json", "[{\"id\":\"1\"}" + " ".repeat(LARGEST / 2) + "]");

            assertThat(List.of(refused, chunked)).allSatisfy(reply -> {
                assertThat(reply.statusCode()).as(reply.body()).isEqualTo(503);
                assertThat(new JsonObject(reply.body()).getString("code")).isEqualTo("SERVICE_UNAVAILABLE");
                assertThat(reply.headers().firstValue("Retry-After")).isPresent();
            });
            assertThat(ofAnother.statusCode()).as(ofAnother.body()).isEqualTo(202);
            for (Socket socket : held) {
                assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                        .startsWith("HTTP/1.1 408 ")
                        .contains("REQUEST_TIMEOUT");
            }
        } finally {
            for (Socket socket : held) {
                socket.close();
            }
        }
        Awaitility.await().until(() -> bufferedBytes() == 0);
        assertThat(metric("atrium_http_body_slow_total")).isGreaterThanOrEqualTo(cutBefore + 2);
        assertThat(provider.deliverBatch("application/json", "[{\"id\":\"1\"}]").statusCode())
                .isEqualTo(202);
    }

    @Test
    void shouldGiveBackWhatASenderHeldWhoIsGone() throws Exception {
        TestSource source = TestSource.published(topics);
        new Provider(gateway, source).known();

        Socket socket = sendAllButOneByte(source);
        Awaitility.await().until(() -> bufferedBytes() > LARGEST);
        socket.setSoLinger(true, 0);
        socket.close();

        Awaitility.await().atMost(Duration.ofSeconds(3)).until(() -> bufferedBytes() == 0);
    }

    @Test
    void shouldGiveBackWhatEveryKindOfAnswerHeld() throws Exception {
        Provider provider = new Provider(gateway, TestSource.published(topics)).known();

        provider.deliverBatch("application/json", "[{\"id\":\"1\"},7]");
        provider.deliverBatch("application/json", "no array");
        provider.deliverBatch("application/json", "[" + "{},".repeat(10) + "{}]");
        Provider.send(provider.batch("application/json", "[{}]".getBytes(StandardCharsets.UTF_8))
                .POST(HttpRequest.BodyPublishers.ofString("[{ }]")));
        Provider.send(provider.batch("application/json", BodyDecoderTest.gzip(new byte[4 * LARGEST]))
                .header("Content-Encoding", "gzip"));
        Provider.send(provider.batch("application/json", new byte[10]).header("Content-Encoding", "gzip"));
        Provider.send(provider.batch("application/json", new byte[LARGEST + 1]));

        Awaitility.await().until(() -> bufferedBytes() == 0);
    }

    /** Announces a batch of the largest size, sends it but for its last byte, and leaves the connection open. */
    private Socket sendAllButOneByte(TestSource source) throws IOException {
        byte[] body = new byte[LARGEST];
        long now = Instant.now().getEpochSecond();
        Socket socket = new Socket(gateway.getHost(), gateway.getPort());
        socket.setSoTimeout(20_000);
        socket.getOutputStream()
                .write(("POST " + source.path() + "/batch HTTP/1.1\r\nHost: localhost\r\n"
                                + "X-Forwarded-For: " + SLOW_SENDER + "\r\n"
                                + "Content-Type: application/json\r\nContent-Length: " + LARGEST
                                + "\r\nwebhook-id: msg_1\r\nwebhook-timestamp: " + now + "\r\nwebhook-signature: "
                                + Signing.standard(TestSource.SECRET, "msg_1", now, body) + "\r\n\r\n")
                        .getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().write(body, 0, LARGEST - 1);
        return socket;
    }

    private double bufferedBytes() {
        return metric("atrium_webhook_batch_buffered_bytes");
    }

    private static double metric(String name) {
        return RestAssured.given()
                .get("/q/metrics")
                .asString()
                .lines()
                .filter(line -> line.startsWith(name))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .findFirst()
                .orElseThrow();
    }
}
