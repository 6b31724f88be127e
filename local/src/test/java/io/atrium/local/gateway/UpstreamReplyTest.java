package io.atrium.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.atrium.kit.wire.testing.RawConnection;
import io.atrium.kit.wire.testing.RawConnection.Reply;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a service sends is trusted no further than its framing is unambiguous. */
class UpstreamReplyTest {

    private static final RouteTable ROUTES = RouteTable.ofDeployment();
    private static final String GET = "GET /api/v1/users HTTP/1.1\r\nHost: a\r\n\r\n";
    private static final String GOOD = "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\ngood";

    private @Nullable RawServer upstream;
    private @Nullable Gateway gateway;

    @AfterEach
    void stop() throws IOException {
        Objects.requireNonNull(gateway).close();
        Objects.requireNonNull(upstream).close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nevil",
                "HTTP/1.1 200 OK\r\nContent-Length: 4\r\nContent-Length: 4\r\n\r\nevil",
                "HTTP/1.1 200 OK\r\nContent-Length: 4, 4\r\n\r\nevil",
                "HTTP/1.1 200 OK\r\nContent-Length: +4\r\n\r\nevil",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
                "HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "HTTP/1.1 204 No Content\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nevil\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length : 4\r\n\r\nevil",
                "HTTP/1.1 200 OK\r\nX-A: b\r\n c\r\nContent-Length: 4\r\n\r\nevil",
                "HTTP/1.1 200 OK\r\nX-A: b\nContent-Length: 4\r\n\r\nevil",
                "HTTP/1.1 200 OK\r\nX-A: b\rX-B: c\r\nContent-Length: 4\r\n\r\nevil",
                "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n",
                "HTTP/2.0 200 OK\r\nContent-Length: 4\r\n\r\nevil",
                "HTTP/1.1 20 OK\r\nContent-Length: 4\r\n\r\nevil",
                "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil and more than that",
                "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevilHTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil",
                "nothing of HTTP at all\r\n\r\n"
            })
    void shouldAnswer502ForReplyThatIsNotFramedInExactlyOneWay(String bad) throws Exception {
        start(bad);
        try (RawConnection client = connect()) {
            Reply first = client.send(GET).read();
            Reply second = client.send(GET).read();

            assertThat(first.status()).isEqualTo(502);
            assertThat(first.body()).contains("urn:atrium:problem:upstream-failed");
            assertThat(second.body()).isEqualTo("good");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nshort",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nshort"
            })
    void shouldCutReplyThatEndsEarlyAndNotReuseItsConnection(String cut) throws Exception {
        start(cut);
        try (RawConnection client = connect();
                RawConnection other = connect()) {
            client.send(GET);
            boolean whole = isWhole(client);
            Reply second = other.send(GET).read();

            assertThat(whole).isFalse();
            assertThat(second.body()).isEqualTo("good");
        }
    }

    @Test
    void shouldFrameReplyWithoutALengthForBothVersions() throws Exception {
        start("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nall of it");
        try (RawConnection client = connect()) {
            Reply reply = client.send("GET /api/v1/users HTTP/1.0\r\nConnection: keep-alive\r\n\r\n")
                    .read();

            assertThat(reply.body()).isEqualTo("all of it");
            assertThat(reply.header("transfer-encoding")).isEmpty();
            assertThat(client.isEnded()).isTrue();
        }
        try (RawConnection client = connect()) {
            assertThat(client.send(GET).read().body()).isEqualTo("good");
        }
    }

    private static boolean isWhole(RawConnection client) {
        try {
            return client.read().body().length() == 10;
        } catch (IOException | RuntimeException e) {
            return false;
        }
    }

    /** The first connection of the upstream answers once and ends, every other one is sound. */
    private void start(String first) throws Exception {
        boolean[] used = {false};
        upstream = new RawServer((in, out) -> {
            String reply = used[0] ? GOOD : first;
            used[0] = true;
            out.write(reply.getBytes(StandardCharsets.ISO_8859_1));
        });
        Map<String, Upstream> upstreams = new HashMap<>();
        for (String service : ROUTES.services()) {
            upstreams.put(service, new Upstream("127.0.0.1", upstream.port()));
        }
        gateway = Gateway.start(
                ROUTES,
                new GatewayConfig("127.0.0.1", 0, upstreams, Duration.ofSeconds(2), Duration.ofSeconds(5)),
                line -> {});
    }

    private RawConnection connect() throws IOException {
        return new RawConnection(Objects.requireNonNull(gateway).port());
    }
}
