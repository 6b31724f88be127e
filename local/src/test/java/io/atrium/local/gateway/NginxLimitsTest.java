package io.atrium.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What one client network may hold of the deployment's nginx, behind a trusted proxy; skipped where there is no nginx. */
@Timeout(120)
class NginxLimitsTest {

    private static final RouteTable ROUTES = RouteTable.ofDeployment();
    private static final int OF_NETWORK = 256;
    private static final int OF_DOCUMENTS = 128;
    private static final byte[] OK =
            "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok".getBytes(StandardCharsets.ISO_8859_1);

    @TempDir
    Path folder;

    private final List<RawClient> slow = new ArrayList<>();
    private RawServer upstream;
    private RunningNginx nginx;

    @BeforeEach
    void start() throws Exception {
        assumeTrue(RunningNginx.binary().isPresent(), "nginx is not installed");
        // Answers when it has a full stop, of a body or of a query, which a slow client never sends.
        upstream = new RawServer((in, out) -> {
            int read = in.read();
            while (read != '.' && read >= 0) {
                read = in.read();
            }
            out.write(OK);
        });
        Map<String, Upstream> upstreams = new HashMap<>();
        ROUTES.services().forEach(service -> upstreams.put(service, new Upstream("127.0.0.1", upstream.port())));
        nginx = RunningNginx.start(folder, upstreams, Map.of("GATEWAY_TRUSTED_PROXIES", "127.0.0.1"));
    }

    @AfterEach
    void stop() throws IOException {
        for (RawClient client : slow) {
            client.close();
        }
        if (nginx != null) {
            nginx.close();
            upstream.close();
        }
    }

    @Test
    void shouldRefuseRequestsOfOneNetworkBeyondItsShareAndServeOthers() throws IOException {
        // Given
        for (int i = 0; i < OF_NETWORK; i++) {
            begin("2001:db8::" + Integer.toHexString(i + 1));
        }
        await().until(() -> upstream.heads.size() >= OF_NETWORK);

        // When
        RawClient.Reply same = ask("2001:db8::beef");
        RawClient.Reply other = ask("2001:db8:0:1::1");
        RawClient.Reply version4 = ask("203.0.113.9");

        // Then
        assertThat(same.status()).isEqualTo("503");
        assertThat(same.header("Retry-After")).contains("1");
        assertThat(same.header("Content-Type")).contains("application/problem+json");
        assertThat(other.status()).isEqualTo("200");
        assertThat(version4.status()).isEqualTo("200");
    }

    @Test
    void shouldKeepConnectionsForWebhooksAndHealthWhileDocumentsAreReadSlowly() throws IOException {
        // Given
        for (int i = 0; i < OF_DOCUMENTS; i++) {
            client().send(get("/docs/index.html", "203.0.113." + i));
        }
        await().until(() -> upstream.heads.size() >= OF_DOCUMENTS);

        // When
        RawClient.Reply document =
                client().send(get("/openapi", "198.51.100.1")).head();
        RawClient.Reply webhook = ask("198.51.100.1");

        // Then
        assertThat(document.status()).isEqualTo("503");
        assertThat(webhook.status()).isEqualTo("200");
    }

    private void begin(String network) throws IOException {
        client().send(post(network).replace("Length: 1", "Length: 1000") + "x");
    }

    private RawClient.Reply ask(String network) throws IOException {
        return client().send(post(network) + ".").head();
    }

    private RawClient client() throws IOException {
        RawClient client = new RawClient(nginx.port());
        slow.add(client);
        return client;
    }

    private static String post(String network) {
        return "POST /api/v1/webhooks/user/o HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: " + network
                + "\r\nContent-Length: 1\r\n\r\n";
    }

    private static String get(String path, String network) {
        return "GET " + path + " HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: " + network + "\r\n\r\n";
    }
}
