package io.atrium.bench;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * The API of a running platform, or of one of its services, called by hand.
 *
 * @param address without a path
 */
record Api(String address, HttpClient client) {

    static final String PASSWORD = "correct horse battery staple 7";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    static Api at(String address) {
        return new Api(
                address,
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build());
    }

    /**
     * Registers a new organization with its administrator, whose password is {@link #PASSWORD}. A platform that has just
     * started may answer 503: another organization is registered then, because the first may exist.
     *
     * @return the answer, with the administrator's {@code email}
     */
    JsonObject register() {
        Instant end = Instant.now().plus(PATIENCE);
        while (true) {
            String name = UUID.randomUUID().toString().substring(0, 13);
            String email = "admin@" + name + ".example.com";
            HttpResponse<String> reply =
                    send("POST", "/auth/register", "", registration(name, email).encode());
            if (reply.statusCode() != 503 || Instant.now().isAfter(end)) {
                return json(reply).put("email", email);
            }
            pause(reply.headers().firstValueAsLong("Retry-After").orElse(1));
        }
    }

    private static JsonObject registration(String name, String email) {
        return new JsonObject()
                .put("email", email)
                .put("username", "admin")
                .put("password", PASSWORD)
                .put("first_name", "Ada")
                .put("last_name", "Larsen")
                .put("organization_name", name)
                .put("organization_domain", name + ".example.com")
                .put("organization_subdomain", "o-" + name);
    }

    private static void pause(long seconds) {
        try {
            Thread.sleep(Duration.ofSeconds(seconds).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Logs a user in whose password is {@link #PASSWORD}. */
    HttpResponse<String> login(String email) {
        JsonObject body = new JsonObject().put("email", email).put("password", PASSWORD);
        return send("POST", "/auth/login", "", body.encode());
    }

    /**
     * Sends one request.
     *
     * @param token the access token, empty for none
     * @param body JSON, empty for none
     */
    HttpResponse<String> send(String method, String path, String token, String body) {
        HttpRequest.Builder request = to(path);
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        return body.isEmpty()
                ? send(request.method(method, HttpRequest.BodyPublishers.noBody()))
                : send(request.header("Content-Type", "application/json")
                        .method(method, HttpRequest.BodyPublishers.ofString(body)));
    }

    /** Begins a request to a path of the API. */
    HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create(address + "/api/v1" + path)).timeout(PATIENCE);
    }

    HttpResponse<String> send(HttpRequest.Builder prepared) {
        HttpRequest request = prepared.build();
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(request.uri() + " is not answered", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** @throws IllegalStateException when the answer is an error */
    static JsonObject json(HttpResponse<String> reply) {
        if (reply.statusCode() >= 300) {
            throw new IllegalStateException(reply.uri() + " answers " + reply.statusCode() + " " + reply.body());
        }
        return new JsonObject(reply.body());
    }
}
