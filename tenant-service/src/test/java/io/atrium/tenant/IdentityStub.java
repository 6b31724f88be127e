package io.atrium.tenant;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * identity-service as the reaper sees it. What it answers is in the last character of the asked id: {@code 1} is
 * registered, {@code 0} is not, {@code f} is an outage, {@code e} is an outage at the first question and registered at
 * later ones.
 */
public class IdentityStub implements QuarkusTestResourceLifecycleManager {
    private static final Set<String> ASKED = ConcurrentHashMap.newKeySet();

    private @Nullable HttpServer server;

    @Override
    public Map<String, String> start() {
        try {
            HttpServer made = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            made.createContext("/internal/registrations/", IdentityStub::answer);
            made.start();
            server = made;
            return Map.of(
                    "IDENTITY_SERVICE_URL",
                    "http://localhost:" + made.getAddress().getPort());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {
        if (server != null) {
            server.stop(0);
        }
    }

    private static void answer(HttpExchange exchange) throws IOException {
        String id = exchange.getRequestURI().getPath().substring("/internal/registrations/".length());
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        boolean known = authorization != null && authorization.startsWith("Bearer ");
        boolean restarts = id.endsWith("e") && ASKED.add(id);
        int status = !known ? 401 : id.endsWith("f") || restarts ? 503 : 200;
        byte[] body = ("{\"organization_id\":\"" + id + "\",\"registered\":" + id.matches(".*[1e]") + "}")
                .getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
