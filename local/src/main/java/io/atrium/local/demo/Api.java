package io.atrium.local.demo;

import io.atrium.local.settings.GatewayCertificate;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * JSON over HTTP, from outside. Waits as long as a 429 or a 503 says, a minute in all: services that have just started on
 * a busy machine may ask for patience.
 */
final class Api {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final Set<Integer> LATER = Set.of(429, 503);
    /** More than a limit's window of a minute. */
    private static final int LONGEST_WAIT_SECONDS = 70;

    private final HttpClient client;
    private final String base;
    private final @Nullable String token;

    private Api(HttpClient client, String base, @Nullable String token) {
        this.client = client;
        this.base = base;
        this.token = token;
    }

    /** Calls without a token. */
    static Api at(String base) {
        return new Api(client().build(), base, null);
    }

    /** Calls without a token, to a gateway that may have a certificate. */
    static Api at(String base, Optional<GatewayCertificate> certificate) {
        HttpClient.Builder client = client();
        certificate.map(ExactCertificate::context).ifPresent(client::sslContext);
        return new Api(client.build(), base, null);
    }

    private static HttpClient.Builder client() {
        return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(Duration.ofSeconds(5));
    }

    Api as(String bearer) {
        return new Api(client, base, bearer);
    }

    Reply get(String path) {
        return send("GET", path, null);
    }

    Reply post(String path, JsonObject body) {
        return send("POST", path, body);
    }

    Reply post(String path) {
        return send("POST", path, null);
    }

    Reply put(String path, JsonObject body) {
        return send("PUT", path, body);
    }

    Reply delete(String path) {
        return send("DELETE", path, null);
    }

    private Reply send(String method, String path, @Nullable JsonObject body) {
        URI address = URI.create(base + path);
        HttpRequest.Builder request = HttpRequest.newBuilder(address).timeout(TIMEOUT);
        if (body == null) {
            request.method(method, HttpRequest.BodyPublishers.noBody());
        } else {
            request.header("Content-Type", "application/json");
            request.method(method, HttpRequest.BodyPublishers.ofString(body.encode()));
        }
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        String call = method + " " + address;
        try {
            HttpResponse<String> response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            int waited = 0;
            for (int wait = waitSeconds(response);
                    wait > 0 && waited + wait <= LONGEST_WAIT_SECONDS;
                    wait = waitSeconds(response)) {
                Steps.pause(1_000L * wait);
                waited += wait;
                response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            }
            return new Reply(call, response.statusCode(), response.body());
        } catch (IOException e) {
            throw new StepFailedException(call, "an answer", e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StepFailedException(call, "an answer", "interrupted");
        }
    }

    /** 0 when there is nothing to wait for. */
    private static int waitSeconds(HttpResponse<String> response) {
        String retryAfter = response.headers().firstValue("Retry-After").orElse("");
        if (!LATER.contains(response.statusCode()) || !retryAfter.matches("[0-9]{1,4}")) {
            return 0;
        }
        return Integer.parseInt(retryAfter);
    }
}
