package io.atrium.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Clients that do not finish a head, do not read their reply, or open connections without end. */
@Timeout(120)
class SlowClientsTest {

    private static final RouteTable ROUTES = RouteTable.ofDeployment();
    private static final int SHARE = 64;
    private static final int CONNECTIONS = 256;
    private static final int REPLY = 4 * 1024 * 1024;
    private static final byte[] PART = new byte[64 * 1024];
    private static final GatewayLimits DEFAULT = GatewayLimits.DEFAULT;
    private static final String GET = "GET /docs/large HTTP/1.1\r\nHost: a\r\n\r\n";
    private static final String LAST = "GET /docs/large HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";

    private final List<AutoCloseable> open = new ArrayList<>();
    private volatile int length = REPLY;
    private RawServer upstream;
    private Gateway gateway;

    @AfterEach
    void stop() throws Exception {
        for (AutoCloseable one : open) {
            one.close();
        }
        gateway.close();
        upstream.close();
    }

    @Test
    void shouldAnswer408ToAHeadThatDoesNotEnd() throws IOException {
        // Given
        start(withHeadTimeout(Duration.ofMillis(500)));
        RawClient client = client("127.0.0.1").send("GET /api/v1/users HTTP/1.1\r\nHost: a\r\nX-A: ");

        // When
        RawClient.Reply reply = client.readAll();

        // Then
        assertThat(reply.status()).isEqualTo("408");
        assertThat(reply.body()).contains("\"code\":\"REQUEST_TIMEOUT\"");
        assertThat(reply.header("Connection")).contains("close");
    }

    @Test
    void shouldAnswer408ToAHeadOfWhichAByteComesNowAndThen() throws Exception {
        // Given
        start(withHeadTimeout(Duration.ofSeconds(1)));
        RawClient client = client("127.0.0.1").send("GET /api/v1/users HTTP/1.1\r\n");
        Thread drip = new Thread(() -> drip(client));
        drip.setDaemon(true);
        drip.start();

        // When
        RawClient.Reply reply = client.head();

        // Then
        assertThat(reply.status()).isEqualTo("408");
    }

    @Test
    void shouldCloseAConnectionOnWhichNothingCame() throws IOException {
        // Given
        start(withHeadTimeout(Duration.ofMillis(500)));
        RawClient client = client("127.0.0.1");

        // When
        String read = client.next(1);

        // Then
        assertThat(read).isEmpty();
    }

    @Test
    void shouldKeepAConnectionBetweenRequestsForLongerThanAHeadMayTake() throws Exception {
        // Given
        length = PART.length;
        start(withHeadTimeout(Duration.ofSeconds(1)));
        RawClient client = client("127.0.0.1");
        RawClient.Reply first = client.send(GET).head();
        for (int read = 0; read < length; ) {
            read += client.next(length - read).length();
        }
        assertThat(first.status()).isEqualTo("200");
        RawClient later = client("127.0.0.1");
        assertThat(later.next(1)).isEmpty();

        // When
        RawClient.Reply second = client.send(GET).head();

        // Then
        assertThat(second.status()).isEqualTo("200");
    }

    @Test
    void shouldRefuseConnectionsOfANetworkBeyondItsShare() throws IOException {
        // Given
        start(withConnections(8, 4));
        for (int i = 0; i < 4; i++) {
            client("127.0.0.2").send("GET /x HTTP/1.1\r\n");
        }

        // When
        String refused = client("127.0.0.2").next(1);

        // Then
        assertThat(refused).isEmpty();
        assertThat(client("127.0.0.1")
                        .send("GET /x HTTP/1.1\r\nHost: a\r\n\r\n")
                        .head()
                        .status())
                .isEqualTo("404");
    }

    @Test
    void shouldCloseAnIdleConnectionOfTheLargestNetworkForAnother() throws IOException {
        // Given
        start(withConnections(8, 4));
        List<RawClient> flood = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            flood.add(client("127.0.0." + (2 + i / 4)).send("GET /x HTTP/1.1\r\n"));
        }

        // When
        RawClient.Reply reply =
                client("127.0.0.1").send("GET /x HTTP/1.1\r\nHost: a\r\n\r\n").head();

        // Then
        assertThat(reply.status()).isEqualTo("404");
        assertThat(flood.get(0).next(1)).isEmpty();
    }

    @Test
    void shouldCutAReplyThatIsReadTooSlowly() throws Exception {
        // Given
        start(withGrace(Duration.ofSeconds(1), 1024 * 1024));
        Socket client = slowReader("127.0.0.1");

        // When
        long read = readAll(client, 50);

        // Then
        assertThat(read).isLessThan(REPLY);
    }

    @Test
    void shouldSendAReplyThatIsReadFastEnough() throws Exception {
        // Given
        start(withGrace(Duration.ofSeconds(1), 1024));
        Socket client = reader("127.0.0.1", new Socket());

        // When
        long read = readAll(client, 1);

        // Then
        assertThat(read).isGreaterThan(REPLY);
    }

    @Test
    void shouldServeAnotherNetworkWhileSeveralNetworksReadSlowly() throws Exception {
        // Given
        start(withGrace(Duration.ofSeconds(60), DEFAULT.leastReplyRate()));
        for (int i = 0; i < CONNECTIONS; i++) {
            slowReader("127.0.0." + (2 + i / SHARE));
        }
        await().atMost(Duration.ofSeconds(30)).until(() -> upstream.heads.size() >= CONNECTIONS * 3 / 4);
        RawClient other = client("127.0.0.1");

        // When
        RawClient.Reply docs = other.send("GET /docs/small HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
                .head();
        RawClient.Reply health = client("127.0.0.1")
                .send("GET /api/v1/health HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
                .head();

        // Then
        assertThat(docs.status()).isEqualTo("200");
        assertThat(health.status()).isEqualTo("200");
    }

    private void start(GatewayLimits limits) throws IOException {
        upstream = new RawServer((in, out) -> {
            out.write(("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: " + length + "\r\n\r\n")
                    .getBytes(StandardCharsets.ISO_8859_1));
            for (int sent = 0; sent < length; sent += PART.length) {
                out.write(PART);
            }
            out.flush();
        });
        Map<String, Upstream> upstreams = new HashMap<>();
        ROUTES.services().forEach(service -> upstreams.put(service, new Upstream("127.0.0.1", upstream.port())));
        try {
            gateway = Gateway.start(
                    ROUTES, GatewayConfig.of("127.0.0.1", 0, upstreams).with(limits), line -> {});
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private RawClient client(String from) throws IOException {
        RawClient client = new RawClient(gateway.port(), from);
        open.add(client);
        return client;
    }

    /** Has a receive window of a few kilobytes, and reads nothing by itself. */
    private Socket slowReader(String from) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(4096);
        return reader(from, socket);
    }

    private Socket reader(String from, Socket socket) throws IOException {
        open.add(socket);
        socket.setSoTimeout(20_000);
        socket.bind(new InetSocketAddress(InetAddress.getByName(from), 0));
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), gateway.port()));
        socket.getOutputStream().write(LAST.getBytes(StandardCharsets.ISO_8859_1));
        return socket;
    }

    /** Bytes until the end; after each part it reads nothing for some milliseconds. */
    private static long readAll(Socket socket, long pauseMillis) throws IOException {
        InputStream in = socket.getInputStream();
        byte[] part = new byte[16 * 1024];
        long read = 0;
        try {
            for (int count = in.read(part); count >= 0; count = in.read(part)) {
                read += count;
                long until = System.nanoTime() + pauseMillis * 1_000_000;
                await().pollDelay(Duration.ZERO)
                        .pollInterval(Duration.ofMillis(1))
                        .until(() -> System.nanoTime() >= until);
            }
        } catch (java.net.SocketException reset) {
            return read;
        }
        return read;
    }

    private static void drip(RawClient client) {
        try {
            for (int i = 0; i < 1_000; i++) {
                client.send("x");
                await().pollDelay(Duration.ofMillis(50)).until(() -> true);
            }
        } catch (IOException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private static GatewayLimits withHeadTimeout(Duration timeout) {
        return new GatewayLimits(
                DEFAULT.connections(),
                DEFAULT.connectionsPerNetwork(),
                timeout,
                DEFAULT.replyGrace(),
                DEFAULT.leastReplyRate());
    }

    private static GatewayLimits withConnections(int connections, int ofNetwork) {
        return new GatewayLimits(
                connections, ofNetwork, DEFAULT.headTimeout(), DEFAULT.replyGrace(), DEFAULT.leastReplyRate());
    }

    private static GatewayLimits withGrace(Duration grace, int rate) {
        return new GatewayLimits(
                DEFAULT.connections(), DEFAULT.connectionsPerNetwork(), DEFAULT.headTimeout(), grace, rate);
    }
}
