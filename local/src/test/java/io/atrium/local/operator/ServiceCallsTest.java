package io.atrium.local.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.atrium.local.console.PlatformException;
import io.atrium.local.settings.Ports;
import io.atrium.local.topology.Part;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ServiceCallsTest {

    private static final Part IDENTITY = Part.of("identity-service").orElseThrow();

    private final List<String> tokens = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private int status = 200;

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/internal/", exchange -> {
            tokens.add(exchange.getRequestHeaders().getFirst("Authorization"));
            byte[] body = "{\"retried\":1}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void shouldCallAServiceWithAShortTokenForItAlone() {
        JsonObject reply = calls().post(IDENTITY, "/internal/quarantine/retry", new JsonObject());

        assertThat(reply.getInteger("retried")).isEqualTo(1);
        String[] parts = tokens.get(0).replace("Bearer ", "").split("\\.", -1);
        JsonObject header = decoded(parts[0]);
        JsonObject claims = decoded(parts[1]);
        assertThat(header.getMap())
                .containsEntry("alg", "HS256")
                .containsEntry("typ", "service+jwt")
                .hasSize(2);
        assertThat(claims.getString("aud")).isEqualTo("identity-service");
        assertThat(claims.getLong("exp") - claims.getLong("iat")).isLessThanOrEqualTo(60);
        assertThat(parts[2]).hasSize(43);
    }

    @Test
    void shouldNameTheSettingWhenTheTokenIsRefused() {
        status = 401;

        assertThatThrownBy(() -> calls().get(IDENTITY, "/internal/quarantine"))
                .isInstanceOf(PlatformException.class)
                .hasMessageContaining("identity-service answered 401")
                .hasMessageContaining("SERVICE_TOKEN_KEY");
    }

    @Test
    void shouldSayWhichServiceDoesNotAnswer() {
        server.stop(0);

        assertThatThrownBy(() -> calls().get(IDENTITY, "/internal/quarantine"))
                .isInstanceOf(PlatformException.class)
                .hasMessageContaining("identity-service does not answer");
    }

    private ServiceCalls calls() {
        Map<String, String> environment = Map.of(
                "ATRIUM_IDENTITY_PORT", Integer.toString(server.getAddress().getPort()));
        return new ServiceCalls(Ports.of(environment), environment);
    }

    private static JsonObject decoded(String part) {
        return new JsonObject(new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8));
    }
}
