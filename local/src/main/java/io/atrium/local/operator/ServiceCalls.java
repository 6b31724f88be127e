package io.atrium.local.operator;

import io.atrium.local.console.PlatformException;
import io.atrium.local.settings.Ports;
import io.atrium.local.topology.Part;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;

/** Calls to the services' {@code /internal} operations, each at its own port: no gateway routes them. */
public final class ServiceCalls {

    /** Longer than the longest deadline of an operation. */
    private static final Duration TIMEOUT = Duration.ofSeconds(70);

    private static final int OK = 200;

    private final Ports ports;
    private final ServiceToken tokens;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(3))
            .build();

    public ServiceCalls(Ports ports, Map<String, String> environment) {
        this.ports = ports;
        this.tokens = ServiceToken.of(environment);
    }

    /** @throws PlatformException when the service does not answer, or refuses */
    public JsonObject get(Part service, String path) {
        return send(service, request(service, path).GET());
    }

    /** @throws PlatformException when the service does not answer, or refuses */
    public JsonObject post(Part service, String path, JsonObject body) {
        return send(
                service,
                request(service, path)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body.encode())));
    }

    private HttpRequest.Builder request(Part service, String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + ports.of(service) + path))
                .timeout(TIMEOUT)
                .header("Authorization", "Bearer " + tokens.issue(service.label()));
    }

    private JsonObject send(Part service, HttpRequest.Builder request) {
        HttpResponse<String> reply;
        try {
            reply = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new PlatformException(
                    service.label() + " does not answer; ./atrium status shows the state of its parts.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PlatformException("Interrupted.", e);
        }
        if (reply.statusCode() != OK) {
            String hint = reply.statusCode() == 401 ? " Is SERVICE_TOKEN_KEY the key that the services have?" : "";
            throw new PlatformException("%s answered %d.%s".formatted(service.label(), reply.statusCode(), hint));
        }
        try {
            return new JsonObject(reply.body());
        } catch (DecodeException e) {
            throw new PlatformException(service.label() + " gave a reply that is not JSON.", e);
        }
    }
}
