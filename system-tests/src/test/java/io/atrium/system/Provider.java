package io.atrium.system;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A provider that pushes webhooks signed as Standard Webhooks say, with code of its own. */
final class Provider {

    private final HttpClient client = HttpClient.newHttpClient();
    private final URI target;
    private final byte[] key;

    Provider(String organizationId, String source, String secret) {
        this(
                URI.create(Suite.running().address() + "/api/v1/webhooks/" + source + "/" + organizationId),
                Base64.getDecoder().decode(secret.substring("whsec_".length())));
    }

    private Provider(URI target, byte[] key) {
        this.target = target;
        this.key = key;
    }

    /** The same provider, which sends to another address of the platform. */
    Provider at(String address) {
        return new Provider(URI.create(address + target.getRawPath()), key);
    }

    /** A provider whose first webhook has been taken: the gateway has learnt the organization and the secret. */
    static Provider ready(Tenant tenant, String source) {
        Provider provider = new Provider(tenant.organizationId(), source, tenant.rotateSecret(source));
        Patience.await()
                .until(() -> provider.send("ready-" + tenant.organizationId(), WebhookBody.user("created", "ready", 1))
                                .statusCode()
                        == 202);
        return provider;
    }

    /** Sends one webhook once. */
    HttpResponse<String> send(String id, String body) {
        return send(id, body, body);
    }

    /** Sends one webhook once, with a header more. */
    HttpResponse<String> send(String id, String body, String header, String value) {
        return send(target, "application/json", id, body, body, header, value);
    }

    /** Sends one webhook as a provider does: again and again with the same id, until it is taken. */
    void deliver(String id, String body) {
        Patience.await().ignoreExceptions().until(() -> send(id, body).statusCode() == 202);
    }

    /** Sends events, one a line, as one batch once. */
    HttpResponse<String> sendBatch(String lines) {
        return send(URI.create(target + "/batch"), "application/x-ndjson", "batch-" + UUID.randomUUID(), lines, lines);
    }

    /** Sends a batch again and again until it is taken. */
    void deliverBatch(String lines) {
        Patience.await().ignoreExceptions().until(() -> sendBatch(lines).statusCode() == 202);
    }

    /** Signs one body and sends another. */
    HttpResponse<String> send(String id, String signed, String body) {
        return send(target, "application/json", id, signed, body);
    }

    private HttpResponse<String> send(
            URI address, String contentType, String id, String signed, String body, String... headers) {
        String timestamp = Long.toString(Instant.now().getEpochSecond());
        HttpRequest.Builder request = HttpRequest.newBuilder(address)
                .header("content-type", contentType)
                .header("webhook-id", id)
                .header("webhook-timestamp", timestamp)
                .header("webhook-signature", "v1," + sign(id + "." + timestamp + "." + signed))
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            HttpResponse<String> reply = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            Suite.running().documented(reply);
            return reply;
        } catch (IOException e) {
            throw new IllegalStateException("the gateway does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The lines of a head that sign any bytes. */
    List<String> signature(String id, byte[] body) {
        String timestamp = Long.toString(Instant.now().getEpochSecond());
        return List.of(
                "webhook-id: " + id,
                "webhook-timestamp: " + timestamp,
                "webhook-signature: v1," + sign(id + "." + timestamp + ".", body));
    }

    private String sign(String content, byte... more) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            mac.update(content.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(mac.doFinal(more));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
