package io.atrium.webhook.intake;

import static org.awaitility.Awaitility.await;

import io.atrium.webhook.signature.Signing;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** A provider that signs with Standard Webhooks and sends. */
final class Provider {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final URI gateway;
    private final TestSource source;

    Provider(URI gateway, TestSource source) {
        this.gateway = gateway;
        this.source = source;
    }

    /** Waits until the gateway knows the source. */
    Provider known() {
        return until(401);
    }

    /** Waits until the gateway answers an unsigned delivery so. */
    Provider until(int status) {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> send(request().POST(HttpRequest.BodyPublishers.ofString("{}")))
                                .statusCode()
                        == status);
        return this;
    }

    HttpRequest.Builder request() {
        return HttpRequest.newBuilder(gateway.resolve(source.path()))
                .timeout(Duration.ofSeconds(15))
                .header("Content-Type", "application/json");
    }

    HttpRequest.Builder signed(String id, byte[] body) {
        return signed(id, body, Instant.now().getEpochSecond(), TestSource.SECRET);
    }

    HttpRequest.Builder signed(String id, byte[] body, long timestamp, String secret) {
        return request()
                .header("webhook-id", id)
                .header("webhook-timestamp", Long.toString(timestamp))
                .header("webhook-signature", Signing.standard(secret, id, timestamp, body))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    }

    /** A batch signed as one. */
    HttpRequest.Builder batch(String contentType, byte[] body) {
        return signed(newId(), body)
                .uri(gateway.resolve(source.path() + "/batch"))
                .setHeader("Content-Type", contentType);
    }

    HttpResponse<String> deliverBatch(String contentType, String body) {
        return send(batch(contentType, body.getBytes(StandardCharsets.UTF_8)));
    }

    HttpResponse<String> deliver(String id, String body) {
        return send(signed(id, body.getBytes(StandardCharsets.UTF_8)));
    }

    CompletableFuture<HttpResponse<String>> deliverLater(String id, String body) {
        return sendLater(signed(id, body.getBytes(StandardCharsets.UTF_8)));
    }

    static CompletableFuture<HttpResponse<String>> sendLater(HttpRequest.Builder request) {
        return HTTP.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    static HttpRequest.BodyPublisher chunked(byte[] body) {
        return HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body));
    }

    static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static String newId() {
        return "msg_" + UUID.randomUUID();
    }
}
