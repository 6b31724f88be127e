package io.atrium.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Clients that send slowly, as many requests as they can. */
@Timeout(60)
class ClientSharesTest {

    private static final RouteTable ROUTES = RouteTable.ofDeployment();
    private static final String FLOODER = "127.0.0.2";
    private static final int SHARE = 64;
    private static final int CONNECTIONS = 256;
    private static final String WHOLE = "POST /api/v1/users HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\n.";
    private static final String SLOW = "POST /api/v1/users HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\nx";
    private static final byte[] OK =
            "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok".getBytes(StandardCharsets.ISO_8859_1);

    private final List<RawClient> slow = new ArrayList<>();
    private RawServer upstream;
    private Gateway gateway;

    @BeforeEach
    void start() throws Exception {
        // Answers when it has the end of the body, which a slow client never sends.
        upstream = new RawServer((in, out) -> {
            int read = in.read();
            while (read != '.' && read >= 0) {
                read = in.read();
            }
            out.write(OK);
        });
        Map<String, Upstream> upstreams = new HashMap<>();
        ROUTES.services().forEach(service -> upstreams.put(service, new Upstream("127.0.0.1", upstream.port())));
        gateway = Gateway.start(ROUTES, GatewayConfig.of("127.0.0.1", 0, upstreams), line -> {});
    }

    @AfterEach
    void stop() throws IOException {
        for (RawClient client : slow) {
            client.close();
        }
        gateway.close();
        upstream.close();
    }

    @Test
    void shouldServeOthersWhileOneClientSendsSlowly() throws IOException {
        // Given
        flood(CONNECTIONS);

        // When
        RawClient.Reply reply = ask("127.0.0.1");

        // Then
        assertThat(reply.status()).isEqualTo("200");
        assertThat(upstream.heads).hasSize(SHARE + 1);
    }

    @Test
    void shouldRefuseAClientThatHasItsShareForTooLong() throws IOException {
        // Given
        flood(SHARE);

        // When
        RawClient.Reply reply = ask(FLOODER);

        // Then
        assertThat(reply.status()).isEqualTo("503");
        assertThat(reply.header("Retry-After")).isPresent();
    }

    @Test
    void shouldGoOnWithTheNextWhenARequestEnds() throws IOException {
        // Given
        flood(SHARE);
        try (RawClient waiting = new RawClient(gateway.port(), FLOODER)) {
            waiting.send(WHOLE);

            // When
            slow.remove(0).close();

            // Then
            assertThat(waiting.head().status()).isEqualTo("200");
        }
    }

    private void flood(int requests) throws IOException {
        for (int i = 0; i < requests; i++) {
            RawClient client = new RawClient(gateway.port(), FLOODER);
            slow.add(client);
            client.send(SLOW);
        }
        await().until(() -> upstream.heads.size() >= SHARE);
    }

    private RawClient.Reply ask(String from) throws IOException {
        try (RawClient client = new RawClient(gateway.port(), from)) {
            return client.send(WHOLE).head();
        }
    }
}
