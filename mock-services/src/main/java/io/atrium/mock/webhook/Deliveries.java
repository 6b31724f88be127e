package io.atrium.mock.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import io.atrium.mock.json.Json;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.PemTrustOptions;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Sends webhooks with a provider's retries; takes no more than a set number at once. */
public final class Deliveries {

    /** Attempts of a delivery unless asked otherwise. */
    public static final int MAX_ATTEMPTS = 8;

    private static final int CONNECTIONS = 256;
    private static final int CONNECT_TIMEOUT_MS = 2_000;
    private static final int REQUEST_TIMEOUT_MS = 10_000;

    private final Vertx vertx;
    private final Clock clock;
    private final HttpClient client;
    private final int limit;
    private final AtomicInteger underWay = new AtomicInteger();

    /** @param trusted a file with the only certificates that are trusted, whatever their names */
    public Deliveries(Vertx vertx, Clock clock, int limit, Optional<String> trusted) {
        this.vertx = vertx;
        this.clock = clock;
        this.limit = limit;
        HttpClientOptions options = new HttpClientOptions().setConnectTimeout(CONNECT_TIMEOUT_MS);
        trusted.ifPresent(file ->
                options.setTrustOptions(new PemTrustOptions().addCertPath(file)).setVerifyHost(false));
        this.client = vertx.createHttpClient(options, new PoolOptions().setHttp1MaxSize(CONNECTIONS));
    }

    /** Deliveries waiting or under way. */
    public int size() {
        return underWay.get();
    }

    public Future<Void> close() {
        return client.close();
    }

    /** Sends a webhook until it is answered for good; the future never fails. */
    public Future<DeliveryResult> deliver(
            WebhookTarget target, WebhookMessage message, Signing signing, int maxAttempts, DeliveryListener listener) {
        if (underWay.incrementAndGet() > limit) {
            underWay.decrementAndGet();
            listener.count("dropped", 1);
            return Future.succeededFuture(DeliveryResult.of(message, "dropped", null, null, 0));
        }
        listener.count("queued", 1);
        Promise<DeliveryResult> done = Promise.promise();
        attempt(new Delivery(target, message, signing, maxAttempts, listener, done), 1);
        return done.future().onComplete(result -> {
            underWay.decrementAndGet();
            listener.count("queued", -1);
            listener.count(result.result().outcome(), 1);
        });
    }

    /** Sends the messages, as many at once as the order says. */
    public Future<SendReport> deliverAll(
            WebhookTarget target, List<WebhookMessage> messages, SendRequest order, DeliveryListener listener) {
        Signing signing = Objects.requireNonNull(order.signing());
        int maxAttempts = Objects.requireNonNull(order.maxAttempts());
        long start = System.nanoTime();
        return Burst.send(
                        messages,
                        Objects.requireNonNull(order.concurrency()),
                        message -> deliver(target, message, signing, maxAttempts, listener))
                .map(results -> SendReport.of(
                        Objects.requireNonNull(order.count()), results, (System.nanoTime() - start) / 1_000_000));
    }

    private record Delivery(
            WebhookTarget target,
            WebhookMessage message,
            Signing signing,
            int maxAttempts,
            DeliveryListener listener,
            Promise<DeliveryResult> done) {}

    @SuppressWarnings("ArrayRecordComponent")
    private record Answer(int status, @Nullable String retryAfter, byte[] body) {

        boolean isPassing() {
            return status >= 500 || status == 429 || status == 408;
        }
    }

    private void attempt(Delivery delivery, int attempt) {
        delivery.listener().count("attempts", 1);
        post(delivery)
                .onSuccess(answer -> answered(delivery, attempt, answer))
                .onFailure(failure -> again(delivery, attempt, null, null));
    }

    private Future<Answer> post(Delivery delivery) {
        WebhookMessage message = delivery.message();
        RequestOptions options;
        try {
            options = new RequestOptions()
                    .setMethod(HttpMethod.POST)
                    .setAbsoluteURI(delivery.target().url())
                    .setTimeout(REQUEST_TIMEOUT_MS);
        } catch (RuntimeException e) {
            return Future.failedFuture(e);
        }
        options.putHeader("content-type", "application/json");
        options.putHeader("user-agent", "atrium-mock-provider/1");
        delivery.signing()
                .headers(
                        delivery.target().secret(),
                        message.id(),
                        clock.instant().getEpochSecond(),
                        message.body())
                .forEach(options::putHeader);
        return client.request(options)
                .compose(request -> request.send(Buffer.buffer(message.body())))
                .compose(Deliveries::read);
    }

    private static Future<Answer> read(HttpClientResponse response) {
        return response.body()
                .map(body -> new Answer(response.statusCode(), response.getHeader("retry-after"), body.getBytes()));
    }

    private void answered(Delivery delivery, int attempt, Answer answer) {
        if (answer.isPassing()) {
            again(delivery, attempt, answer.status(), answer.retryAfter());
            return;
        }
        JsonNode body = Json.lenient(answer.body());
        String outcome = "refused";
        if (answer.status() < 300) {
            outcome = body.path("status").asText().equals("duplicate") ? "duplicate" : "accepted";
        }
        JsonNode eventId = body.path("event_id");
        delivery.done()
                .complete(DeliveryResult.of(
                        delivery.message(),
                        outcome,
                        answer.status(),
                        eventId.isTextual() ? eventId.asText() : null,
                        attempt));
    }

    private void again(Delivery delivery, int attempt, @Nullable Integer status, @Nullable String retryAfter) {
        if (attempt >= delivery.maxAttempts()) {
            delivery.done().complete(DeliveryResult.of(delivery.message(), "exhausted", status, null, attempt));
            return;
        }
        vertx.setTimer(
                DeliveryBackoff.afterAttempt(attempt, retryAfter, clock.instant()),
                timer -> attempt(delivery, attempt + 1));
    }
}
