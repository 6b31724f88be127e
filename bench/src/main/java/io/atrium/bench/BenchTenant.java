package io.atrium.bench;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.crypto.Mac;

/** An organization of a running platform: what it sends by hand at the public address. */
final class BenchTenant {

    private static final int BATCH = 500;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Api api;
    private final String email;
    private final String organization;
    private final String token;
    private final String integration;
    private final String secret;

    private BenchTenant(String address) throws InterruptedException {
        api = Api.at(address);
        JsonObject registered = api.register();
        email = registered.getString("email");
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
        return api.send(signed("", "application/json", id, event(id))).statusCode();
    }

    /** Pushes so many webhooks in batches. */
    void pushBatches(int count) {
        for (int sent = 0; sent < count; sent += BATCH) {
            String lines = IntStream.range(0, BATCH)
                    .mapToObj(i -> event("batch-" + UUID.randomUUID()))
                    .collect(Collectors.joining("\n"));
            api.send(signed("/batch", "application/x-ndjson", "batch-" + UUID.randomUUID(), lines));
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
        return api.send("GET", path, token, "").statusCode();
    }

    int login() {
        return api.login(email).statusCode();
    }

    /** Starts a full sync; one that runs already is the answer too. */
    int sync() {
        int status = api.send("POST", "/integrations/sync/users?mode=full", token, "{}")
                .statusCode();
        pause();
        return status;
    }

    private boolean isProcessed(String id) {
        JsonArray events = Api.json(api.send("GET", "/webhooks/events?limit=10", token, ""))
                .getJsonArray("items", new JsonArray());
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
        Api.json(api.send("PUT", "/integrations/" + integration, token, body.encode()));
    }

    void cancelSyncs() {
        JsonArray jobs =
                Api.json(api.send("GET", "/integrations/sync/jobs", token, "")).getJsonArray("items", new JsonArray());
        for (Object each : jobs) {
            api.send("DELETE", "/integrations/sync/jobs/" + ((JsonObject) each).getString("id"), token, "");
        }
    }

    private String integration() throws InterruptedException {
        Instant end = Instant.now().plus(PATIENCE);
        while (Instant.now().isBefore(end)) {
            JsonArray known =
                    Api.json(api.send("GET", "/integrations/", token, "")).getJsonArray("items", new JsonArray());
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
        return Api.json(api.send("POST", path, token, "{\"overlap_seconds\":0}"))
                .getString("secret");
    }

    private HttpRequest.Builder signed(String more, String type, String id, String body) {
        long now = Instant.now().getEpochSecond();
        Mac mac = PreparedRequests.mac(secret);
        String signature = Base64.getEncoder()
                .encodeToString(mac.doFinal((id + "." + now + "." + body).getBytes(StandardCharsets.UTF_8)));
        return api.to("/webhooks/user/" + organization + more)
                .header("Content-Type", type)
                .header("webhook-id", id)
                .header("webhook-timestamp", Long.toString(now))
                .header("webhook-signature", "v1," + signature)
                .POST(HttpRequest.BodyPublishers.ofString(body));
    }

    private static String event(String id) {
        return "{\"id\":\"" + id
                + "\",\"type\":\"user.updated\",\"timestamp\":\"2026-01-01T00:00:00Z\",\"data\":{\"id\":\"usr_" + id
                + "\",\"updated_at\":\"2026-01-01T00:00:00Z\",\"email\":\"someone@example.com\"}}";
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
