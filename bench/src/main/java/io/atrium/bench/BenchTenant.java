package io.atrium.bench;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import org.jspecify.annotations.Nullable;

/** An organization of a running platform: what it sends by hand at the public address. */
final class BenchTenant {

    private static final String PASSWORD = "correct horse battery staple 7";
    private static final int BATCH = 500;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String address;
    private final String email;
    private final String organization;
    private final String token;
    private final String integration;
    private final String secret;

    private BenchTenant(String address) throws InterruptedException {
        this.address = address;
        String name = UUID.randomUUID().toString().substring(0, 13);
        email = "admin@" + name + ".example.com";
        JsonObject registered = json(send(request(
                "/auth/register",
                "",
                new JsonObject()
                        .put("email", email)
                        .put("username", "admin")
                        .put("password", PASSWORD)
                        .put("first_name", "Ada")
                        .put("last_name", "Larsen")
                        .put("organization_name", name)
                        .put("organization_domain", name + ".example.com")
                        .put("organization_subdomain", "o-" + name)
                        .encode())));
        organization = registered.getJsonObject("organization").getString("id");
        token = registered.getString("access_token");
        integration = integration();
        secret = newSecret();
    }

    /** A new one, whose webhooks are taken. */
    static BenchTenant register(String address) throws InterruptedException {
        BenchTenant tenant = new BenchTenant(address);
        Instant end = Instant.now().plus(PATIENCE);
        while (tenant.push("ready-" + UUID.randomUUID()) != 202) {
            if (Instant.now().isAfter(end)) {
                throw new IllegalStateException("the gateway takes no webhook of a new organization");
            }
            Thread.sleep(100);
        }
        return tenant;
    }

    /** Pushes one signed webhook and answers the status. */
    int push(String id) {
        return send(signed("", "application/json", id, event(id))).statusCode();
    }

    /** Pushes so many webhooks in batches. */
    void pushBatches(int count) {
        for (int sent = 0; sent < count; sent += BATCH) {
            String lines = IntStream.range(0, BATCH)
                    .mapToObj(i -> event("batch-" + UUID.randomUUID()))
                    .collect(Collectors.joining("\n"));
            send(signed("/batch", "application/x-ndjson", "batch-" + UUID.randomUUID(), lines));
        }
    }

    /** Pushes a webhook and waits until its effect shows. */
    void pushAndSee() {
        String id = "effect-" + UUID.randomUUID();
        if (push(id) != 202) {
            throw new IllegalStateException("a webhook was refused");
        }
        Instant end = Instant.now().plus(PATIENCE);
        while (!isProcessed(id)) {
            if (Instant.now().isAfter(end)) {
                return;
            }
            pause();
        }
    }

    int read(String path) {
        return send(request(path, token, null)).statusCode();
    }

    int login() {
        JsonObject body = new JsonObject().put("email", email).put("password", PASSWORD);
        return send(request("/auth/login", "", body.encode())).statusCode();
    }

    /** Starts a full sync; one that runs already is the answer too. */
    int sync() {
        int status =
                send(request("/integrations/sync/users?mode=full", token, "{}")).statusCode();
        pause();
        return status;
    }

    private boolean isProcessed(String id) {
        JsonArray events =
                json(send(request("/webhooks/events?limit=10", token, null))).getJsonArray("items", new JsonArray());
        return events.stream()
                .map(JsonObject.class::cast)
                .anyMatch(event -> id.equals(event.getString("provider_event_id"))
                        && "PROCESSED".equals(event.getString("status")));
    }

    /** What the provider of users is called with. */
    void useCredential(String credential) {
        JsonObject body = new JsonObject()
                .put("name", "Users")
                .put("enabled", true)
                .put("credentials", new JsonObject().put("token", credential));
        json(send(withBody("PUT", "/integrations/" + integration, token, body.encode())));
    }

    void cancelSyncs() {
        JsonArray jobs =
                json(send(request("/integrations/sync/jobs", token, null))).getJsonArray("items", new JsonArray());
        for (Object each : jobs) {
            send(withBody("DELETE", "/integrations/sync/jobs/" + ((JsonObject) each).getString("id"), token, ""));
        }
    }

    private String integration() throws InterruptedException {
        Instant end = Instant.now().plus(PATIENCE);
        while (Instant.now().isBefore(end)) {
            JsonArray known = json(send(request("/integrations/", token, null))).getJsonArray("items", new JsonArray());
            for (Object each : known) {
                JsonObject found = (JsonObject) each;
                if ("user".equals(found.getJsonObject("webhook").getString("source"))) {
                    return found.getString("id");
                }
            }
            Thread.sleep(100);
        }
        throw new IllegalStateException("a new organization has no integration");
    }

    private String newSecret() {
        String path = "/integrations/" + integration + "/secret";
        return json(send(request(path, token, "{\"overlap_seconds\":0}"))).getString("secret");
    }

    private HttpRequest withBody(String method, String path, String bearer, String body) {
        return HttpRequest.newBuilder(URI.create(address + "/api/v1" + path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + bearer)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    private HttpRequest request(String path, String bearer, @Nullable String body) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(address + "/api/v1" + path)).timeout(PATIENCE);
        if (!bearer.isEmpty()) {
            request.header("Authorization", "Bearer " + bearer);
        }
        return body == null
                ? request.build()
                : request.header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build();
    }

    private HttpRequest signed(String more, String type, String id, String body) {
        long now = Instant.now().getEpochSecond();
        Mac mac = PreparedRequests.mac(secret);
        String signature = Base64.getEncoder()
                .encodeToString(mac.doFinal((id + "." + now + "." + body).getBytes(StandardCharsets.UTF_8)));
        return HttpRequest.newBuilder(URI.create(address + "/api/v1/webhooks/user/" + organization + more))
                .timeout(PATIENCE)
                .header("Content-Type", type)
                .header("webhook-id", id)
                .header("webhook-timestamp", Long.toString(now))
                .header("webhook-signature", "v1," + signature)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    private static String event(String id) {
        return "{\"id\":\"" + id
                + "\",\"type\":\"user.updated\",\"timestamp\":\"2026-01-01T00:00:00Z\",\"data\":{\"id\":\"usr_" + id
                + "\",\"updated_at\":\"2026-01-01T00:00:00Z\",\"email\":\"someone@example.com\"}}";
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(request.uri() + " is not answered", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static JsonObject json(HttpResponse<String> reply) {
        if (reply.statusCode() >= 300) {
            throw new IllegalStateException(reply.uri() + " answers " + reply.statusCode() + " " + reply.body());
        }
        return new JsonObject(reply.body());
    }

    private static void pause() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
