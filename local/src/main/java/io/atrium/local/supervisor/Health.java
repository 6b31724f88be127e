package io.atrium.local.supervisor;

import io.atrium.local.console.PlatformException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Asks a service's readiness probe. */
final class Health {

    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(TIMEOUT)
            .version(HttpClient.Version.HTTP_1_1)
            .build();

    /** What the probe says; empty when it is ready. */
    String unready(int port) {
        URI probe = URI.create("http://127.0.0.1:" + port + "/q/health/ready");
        try {
            HttpResponse<String> reply = client.send(
                    HttpRequest.newBuilder(probe).timeout(TIMEOUT).build(), HttpResponse.BodyHandlers.ofString());
            return reply.statusCode() == 200
                    ? ""
                    : "its readiness probe says " + reply.statusCode() + " "
                            + reply.body().replaceAll("\\s+", " ");
        } catch (IOException e) {
            return "it does not answer on port " + port;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PlatformException("Stopped while starting.", e);
        }
    }
}
