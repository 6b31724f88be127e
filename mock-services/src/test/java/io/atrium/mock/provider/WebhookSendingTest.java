package io.atrium.mock.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.atrium.mock.record.Provider;
import io.restassured.path.json.JsonPath;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WebhookSendingTest {

    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private Vertx vertx;
    private RunningProvider users;
    private HttpServer gateway;
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final Set<String> known = new HashSet<>();
    private final AtomicInteger refusals = new AtomicInteger();
    private volatile int refusalStatus = 503;

    private record Received(String id, String timestamp, String signature, String body) {

        String data(String field) {
            return String.valueOf(new JsonObject(body).getJsonObject("data").getValue(field));
        }

        boolean isSigned() throws Exception {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(SECRET.substring("whsec_".length())), "HmacSHA256"));
            byte[] expected = mac.doFinal((id + "." + timestamp + "." + body).getBytes(StandardCharsets.UTF_8));
            return ("v1," + Base64.getEncoder().encodeToString(expected)).equals(signature);
        }
    }

    @BeforeEach
    void start() {
        vertx = Vertx.vertx();
        users = new RunningProvider(vertx, Provider.USER);
        gateway = vertx.createHttpServer()
                .requestHandler(this::receive)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    @AfterEach
    void stop() {
        users.close();
        vertx.close();
    }

    @Test
    void shouldSendSignedWebhooksThatMatchItsData() throws Exception {
        register();

        JsonPath report = send(Map.of("count", 50, "concurrency", 8));

        assertThat(report.getInt("accepted")).isEqualTo(50);
        assertThat(report.getList("results")).hasSize(50);
        assertThat(report.getString("results[0].event_id")).startsWith("event-");
        assertThat(received).hasSize(50);
        for (Received webhook : received) {
            assertThat(webhook.isSigned()).isTrue();
        }
        Map<String, Integer> latest = new HashMap<>();
        received.forEach(
                webhook -> latest.merge(webhook.data("id"), Integer.parseInt(webhook.data("version")), Math::max));
        latest.forEach(
                (id, version) -> users.caller().get("/users/" + id).then().body("version", equalTo(version)));
    }

    @Test
    void shouldTryAgainUntilTheGatewayTakesIt() {
        register();
        refusals.set(2);

        JsonPath report = send(Map.of("count", 1));

        assertThat(report.getInt("accepted")).isEqualTo(1);
        assertThat(report.getInt("attempts")).isEqualTo(3);
        assertThat(received)
                .extracting(Received::id)
                .hasSize(3)
                .containsOnly(report.getString("results[0].webhook_id"));
    }

    @Test
    void shouldTryAgainWhenItGoesTooFast() {
        register();
        refusals.set(1);
        refusalStatus = 429;

        JsonPath report = send(Map.of("count", 1));

        assertThat(report.getInt("accepted")).isEqualTo(1);
        assertThat(report.getInt("duration_ms")).isGreaterThanOrEqualTo(1_000);
    }

    @Test
    void shouldNotTryAgainWhenRefused() {
        register();
        refusals.set(1);
        refusalStatus = 401;

        JsonPath report = send(Map.of("count", 1, "signing", "wrong_secret"));

        assertThat(report.getInt("refused")).isEqualTo(1);
        assertThat(report.getInt("results[0].status")).isEqualTo(401);
        assertThat(report.getInt("attempts")).isEqualTo(1);
        users.caller().get("/control/stats").then().body("records", equalTo(120));
    }

    @Test
    void shouldGiveUpWhenNobodyAnswers() {
        register();
        gateway.close().toCompletionStage().toCompletableFuture().join();

        JsonPath report = send(Map.of("count", 1, "max_attempts", 2));

        assertThat(report.getInt("exhausted")).isEqualTo(1);
    }

    @Test
    void shouldSendEachTwiceWhenToldToDuplicate() {
        register();
        users.caller()
                .body(Map.of("duplicates", true))
                .put("/control/faults")
                .then()
                .statusCode(200);

        JsonPath report = send(Map.of("count", 5));

        assertThat(report.getInt("accepted")).isEqualTo(5);
        assertThat(report.getInt("duplicate")).isEqualTo(5);
        users.caller().get("/control/stats").then().body("webhooks.duplicate", equalTo(5));
    }

    @Test
    void shouldSendLaterVersionsFirstWhenOutOfOrder() {
        users.caller().body(Map.of("count", 1)).put("/control/data");
        register();
        users.caller()
                .body(Map.of("out_of_order", true))
                .put("/control/faults")
                .then()
                .statusCode(200);

        send(Map.of("count", 3, "types", List.of("user.updated"), "concurrency", 1));

        assertThat(received).extracting(webhook -> webhook.data("version")).containsExactly("4", "3", "2");
    }

    @Test
    void shouldTellOfEachChangeOfData() {
        register();

        users.caller().body(Map.of("id", "usr_1")).post("/users").then().statusCode(201);
        users.caller()
                .body(Map.of("email", "a@example.com"))
                .put("/users/usr_1")
                .then()
                .statusCode(200);
        users.caller().delete("/users/usr_1").then().statusCode(204);

        await().untilAsserted(() -> assertThat(received)
                .extracting(webhook -> new JsonObject(webhook.body()).getString("type"))
                .containsExactlyInAnyOrder("user.created", "user.updated", "user.deleted"));
    }

    @Test
    void shouldRefuseToSendWithoutATarget() {
        users.caller()
                .body(Map.of("count", 1))
                .post("/control/webhooks/send")
                .then()
                .statusCode(409)
                .body("code", equalTo("NO_TARGET"));
    }

    @Test
    void shouldNeverTellTheSecret() {
        register();

        users.caller()
                .get("/control/webhooks/targets")
                .then()
                .body("items", hasSize(1), "items[0].size()", equalTo(2), "items[0].source", equalTo("user"));
    }

    private void register() {
        users.caller()
                .body(Map.of(
                        "url", "http://127.0.0.1:" + gateway.actualPort() + "/", "secret", SECRET, "source", "user"))
                .post("/control/webhooks/targets")
                .then()
                .statusCode(201);
    }

    private JsonPath send(Map<String, Object> order) {
        return users.caller()
                .body(order)
                .post("/control/webhooks/send")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private void receive(HttpServerRequest request) {
        request.body().onSuccess(body -> {
            String id = request.getHeader("webhook-id");
            received.add(new Received(
                    id,
                    request.getHeader("webhook-timestamp"),
                    request.getHeader("webhook-signature"),
                    body.toString()));
            if (refusals.getAndDecrement() > 0) {
                request.response()
                        .setStatusCode(refusalStatus)
                        .putHeader("retry-after", refusalStatus == 429 ? "1" : "0")
                        .end();
                return;
            }
            boolean isNew = known.add(id);
            request.response()
                    .setStatusCode(202)
                    .end(new JsonObject()
                            .put("event_id", "event-" + id)
                            .put("status", isNew ? "accepted" : "duplicate")
                            .toBuffer());
        });
    }
}
