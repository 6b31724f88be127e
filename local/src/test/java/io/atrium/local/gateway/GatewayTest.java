package io.atrium.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.atrium.local.gateway.RawClient.Reply;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GatewayTest {

    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok";
    private static final RouteTable ROUTES = RouteTable.ofDeployment();

    private final Queue<String> accessLog = new ConcurrentLinkedQueue<>();
    private @Nullable RawServer upstream;
    private @Nullable Gateway gateway;

    @AfterEach
    void stop() throws IOException {
        if (gateway != null) {
            gateway.close();
        }
        if (upstream != null) {
            upstream.close();
        }
    }

    @Test
    void shouldReplaceEverythingThatOnlyTheGatewayMaySay() throws Exception {
        try (RawClient client = start(RawServer.answering(OK))) {
            client.send("GET /api/v1/users?limit=2&q=a%20b HTTP/1.1\r\nHost: atrium.example:8000\r\n"
                            + "X-Forwarded-For: 6.6.6.6\r\nX-Forwarded-Host: evil\r\nX-Forwarded-Proto: https\r\n"
                            + "X-Forwarded-Port: 1\r\nX-Forwarded-Prefix: /evil\r\nX-Forwarded-User: root\r\n"
                            + "Forwarded: for=6.6.6.6\r\nX-Real-IP: 6.6.6.6\r\nX-Request-Id: mine\r\n"
                            + "X-Organization-Id: kept\r\nAuthorization: Bearer kept\r\n\r\n")
                    .head();

            List<String> head = upstreamHead();
            assertThat(head.get(0)).isEqualTo("GET /api/v1/users?limit=2&q=a%20b HTTP/1.1");
            assertThat(Reply.values(head, "x-forwarded-for")).containsExactly("127.0.0.1");
            assertThat(Reply.values(head, "x-forwarded-proto")).containsExactly("http");
            assertThat(Reply.values(head, "x-forwarded-host")).containsExactly("atrium.example:8000");
            assertThat(Reply.values(head, "x-forwarded-port")).containsExactly(Integer.toString(gatewayPort()));
            assertThat(Reply.values(head, "host")).containsExactly("atrium.example:8000");
            assertThat(Reply.values(head, "x-request-id"))
                    .singleElement()
                    .asString()
                    .matches("[0-9a-f]{32}");
            assertThat(Reply.values(head, "authorization")).containsExactly("Bearer kept");
            assertThat(Reply.values(head, "x-organization-id")).containsExactly("kept");
            assertThat(String.join("\n", head)).doesNotContain("evil", "6.6.6.6", "X-Real-IP", "X-Forwarded-User");
        }
    }

    @Test
    void shouldAnswerWithTheRequestIdThatTheServiceGot() throws Exception {
        try (RawClient client = start(RawServer.answering(
                "HTTP/1.1 200 OK\r\nX-Request-Id: from-upstream\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"))) {
            Reply reply =
                    client.send("GET /api/v1/users HTTP/1.1\r\nHost: a\r\n\r\n").head();

            assertThat(Reply.values(reply.head(), "x-request-id"))
                    .containsExactlyElementsOf(Reply.values(upstreamHead(), "x-request-id"));
        }
    }

    @Test
    void shouldEndHopByHopHeadersHereInBothDirections() throws Exception {
        try (RawClient client = start(RawServer.answering("HTTP/1.1 200 OK\r\n"
                + "Content-Length: 2\r\n"
                + "Keep-Alive: timeout=9\r\n"
                + "Connection: close, X-Inner\r\n"
                + "X-Inner: secret\r\n"
                + "X-Outer: kept\r\n"
                + "Proxy-Authenticate: Basic\r\n\r\n"
                + "ok"))) {
            Reply reply = client.send("GET /api/v1/users HTTP/1.1\r\n"
                            + "Host: a\r\n"
                            + "Connection: keep-alive, X-Hop\r\n"
                            + "X-Hop: 1\r\n"
                            + "Keep-Alive: timeout=5\r\n"
                            + "TE: trailers\r\n"
                            + "Upgrade: websocket\r\n"
                            + "Proxy-Authorization: Basic eA==\r\n"
                            + "Proxy-Connection: keep-alive\r\n"
                            + "X-Kept: yes\r\n\r\n")
                    .head();

            String sent = String.join("\n", upstreamHead()).toLowerCase(Locale.ROOT);
            assertThat(sent).contains("x-kept: yes");
            assertThat(sent).doesNotContain("x-hop", "keep-alive:", "te:", "upgrade", "proxy-");
            assertThat(reply.header("X-Outer")).contains("kept");
            assertThat(reply.header("X-Inner")).isEmpty();
            assertThat(reply.header("Keep-Alive")).isEmpty();
            assertThat(reply.header("Proxy-Authenticate")).isEmpty();
        }
    }

    @Test
    void shouldCallTheRoutesOwnTarget() throws Exception {
        try (RawClient client = start(RawServer.answering(OK))) {
            client.send("GET /openapi/tenant-service?format=json HTTP/1.1\r\nHost: a\r\n\r\n")
                    .head();

            assertThat(upstreamHead().get(0)).isEqualTo("GET /q/openapi?format=json HTTP/1.1");
        }
    }

    @Test
    void shouldAnswer404AsProblemForWhatIsNotServed() throws Exception {
        try (RawClient client = start(RawServer.answering(OK))) {
            Reply reply = client.send("GET /internal/organizations HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
                    .readAll();

            assertThat(reply.status()).isEqualTo("404");
            assertThat(reply.header("content-type")).contains("application/problem+json");
            JsonObject problem = new JsonObject(reply.body());
            assertThat(problem.getString("code")).isEqualTo("NOT_FOUND");
            assertThat(problem.getString("instance")).isEqualTo("/internal/organizations");
            assertThat(reply.header("x-request-id")).contains(problem.getString("request_id"));
        }
    }

    @Test
    void shouldAnswer502AsProblemWhenTheServiceIsAway() throws Exception {
        try (Socket away = boundButNotListening();
                RawClient client = start(away.getLocalPort())) {
            Reply reply = client.send("POST /api/v1/users HTTP/1.1\r\n"
                            + "Host: a\r\n"
                            + "Content-Length: 2\r\n"
                            + "Connection: close\r\n\r\n"
                            + "{}")
                    .readAll();

            assertThat(reply.status()).isEqualTo("502");
            assertThat(new JsonObject(reply.body()).getString("code")).isEqualTo("UPSTREAM_FAILED");
            assertThat(reply.header("retry-after")).contains("1");
        }
    }

    @Test
    void shouldAnswer502WhenTheServiceHangsUp() throws Exception {
        try (RawClient client = start((in, out) -> {})) {
            Reply reply = client.send("GET /api/v1/users HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
                    .readAll();

            assertThat(reply.status()).isEqualTo("502");
        }
    }

    @Test
    void shouldAnswer504WhenTheServiceIsSilent() throws Exception {
        CountDownLatch done = new CountDownLatch(1);
        try (RawClient client = start((in, out) -> done.await(10, TimeUnit.SECONDS))) {
            Reply reply = client.send("GET /api/v1/users HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
                    .readAll();

            assertThat(reply.status()).isEqualTo("504");
            assertThat(new JsonObject(reply.body()).getString("code")).isEqualTo("UPSTREAM_TIMEOUT");
        } finally {
            done.countDown();
        }
    }

    @Test
    void shouldRefuseAnnouncedBodyOverTheLimitWithoutCallingTheService() throws Exception {
        try (RawClient client = start(RawServer.answering(OK))) {
            Reply reply = client.send("POST /api/v1/users HTTP/1.1\r\nHost: a\r\nContent-Length: 1048577\r\n\r\n")
                    .head();

            assertThat(reply.status()).isEqualTo("413");
            assertThat(theUpstream().heads).isEmpty();
        }
    }

    @Test
    void shouldRefuseStreamedBodyThatGrowsOverTheLimit() throws Exception {
        CountDownLatch done = new CountDownLatch(1);
        try (RawClient client = start((in, out) -> {
            in.readAllBytes();
            done.countDown();
        })) {
            client.send("POST /api/v1/users HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n");
            String chunk = "10000\r\n" + "x".repeat(65_536) + "\r\n";
            for (int i = 0; i < 17; i++) {
                client.send(chunk);
            }
            Reply reply = client.head();

            assertThat(reply.status()).isEqualTo("413");
            assertThat(done.await(5, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void shouldPassBodyOfExactlyTheLimit() throws Exception {
        int limit = 1024 * 1024;
        try (RawClient client = start((in, out) -> {
            int length = in.readNBytes(limit).length;
            out.write(("HTTP/1.1 201 Created\r\nX-Read: " + length + "\r\nContent-Length: 0\r\n\r\n")
                    .getBytes(StandardCharsets.ISO_8859_1));
        })) {
            Reply reply = client.send("POST /api/v1/users HTTP/1.1\r\nHost: a\r\nContent-Length: " + limit + "\r\n\r\n"
                            + "x".repeat(limit))
                    .head();

            assertThat(reply.status()).isEqualTo("201");
            assertThat(reply.header("X-Read")).contains(Integer.toString(limit));
        }
    }

    @Test
    void shouldStreamTheReplyAsItComes() throws Exception {
        CountDownLatch firstSeen = new CountDownLatch(1);
        try (RawClient client = start((in, out) -> {
            out.write("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n"
                    .getBytes(StandardCharsets.ISO_8859_1));
            out.write("data: 1\n\n".getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            firstSeen.await(10, TimeUnit.SECONDS);
            out.write("data: 2\n\n".getBytes(StandardCharsets.ISO_8859_1));
        })) {
            Reply head = client.send("GET /api/v1/audit/stream HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
                    .head();
            String first = client.next(1000);
            firstSeen.countDown();

            assertThat(head.header("transfer-encoding")).contains("chunked");
            assertThat(first).contains("data: 1").doesNotContain("data: 2");
            assertThat(client.next(1000)).contains("data: 2");
        }
    }

    @Test
    void shouldHangUpOnTheServiceWhenTheClientIsGone() throws Exception {
        CountDownLatch hungUp = new CountDownLatch(1);
        CountDownLatch called = new CountDownLatch(1);
        RawClient client = start((in, out) -> {
            called.countDown();
            if (in.read() < 0) {
                hungUp.countDown();
            }
        });
        client.send("GET /api/v1/audit/stream HTTP/1.1\r\nHost: a\r\n\r\n");
        assertThat(called.await(5, TimeUnit.SECONDS)).isTrue();

        client.close();

        assertThat(hungUp.await(5, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void shouldKeepLengthAndSendNoBodyForHead() throws Exception {
        try (RawClient client =
                start(RawServer.answering("HTTP/1.1 200 OK\r\nContent-Length: 7\r\nConnection: close\r\n\r\n"))) {
            Reply reply = client.send("HEAD /api/v1/users HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
                    .readAll();

            assertThat(reply.status()).isEqualTo("200");
            assertThat(reply.header("content-length")).contains("7");
            assertThat(reply.body()).isEmpty();
        }
    }

    @Test
    void shouldPassOnNoContent() throws Exception {
        try (RawClient client = start(RawServer.answering("HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n"))) {
            Reply reply = client.send("DELETE /api/v1/users/1 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
                    .readAll();

            assertThat(reply.status()).isEqualTo("204");
            assertThat(reply.header("transfer-encoding")).isEmpty();
            assertThat(reply.body()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "POST   | /api/v1/health             | GET, HEAD, OPTIONS",
                "DELETE | /docs/index.html           | GET, HEAD, OPTIONS",
                "PUT    | /.well-known/jwks.json     | GET, HEAD, OPTIONS",
                "PATCH  | /openapi/tenant-service    | GET, HEAD, OPTIONS",
                "PUT    | /api/v1/webhooks/user/o    | GET, HEAD, OPTIONS, POST",
                "GET    | /api/v1/webhooks/user/o/batch/ | OPTIONS, POST",
                "FOO    | /api/v1/health             | GET, HEAD, OPTIONS",
                "get    | /api/v1/health             | GET, HEAD, OPTIONS",
                "TRACE  | /api/v1/health             | GET, HEAD, OPTIONS"
            })
    void shouldSayWhichMethodsAnAddressTakes(String method, String path, String allowed) throws Exception {
        try (RawClient client = start(RawServer.answering(OK))) {
            Reply reply = client.send(method + " " + path + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
                    .readAll();

            assertThat(reply.status()).isEqualTo("405");
            assertThat(reply.header("Allow")).contains(allowed);
            assertThat(new JsonObject(reply.body()).getString("code")).isEqualTo("METHOD_NOT_ALLOWED");
            assertThat(theUpstream().heads).isEmpty();
        }
    }

    @Test
    void shouldLogNothingThatActsOnATerminal() throws Exception {
        try (RawClient client = start(RawServer.answering(OK))) {
            client.send("GET /api/v1/users\u001b[2J\u009b31m\u00e4 HTTP/1.1\r\nHost: a\r\n\r\n")
                    .readAll();
        }
        try (RawClient client = new RawClient(gatewayPort())) {
            client.send("GET /nowhere/%1b[2J HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
                    .readAll();
        }

        await().untilAsserted(() -> assertThat(accessLog).hasSize(2));
        assertThat(accessLog)
                .allSatisfy(line -> assertThat(line).matches("[\\x20-\\x7e]+"))
                .anySatisfy(line -> assertThat(line).contains("GET /api/v1/users\\x1b[2J\\x9b31m\\xe4 HTTP/1.1\" 400"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"TRACE", "CONNECT"})
    void shouldRefuseMethodsThatNobodyServes(String method) throws Exception {
        try (RawClient client = start(RawServer.answering(OK))) {
            Reply reply = client.send(method + " /api/v1/users HTTP/1.1\r\nHost: a\r\n\r\n")
                    .head();

            assertThat(reply.status()).isEqualTo("405");
            assertThat(reply.header("Allow")).contains("DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT");
        }
    }

    @Test
    void shouldRefuseOversizedHeaders() throws Exception {
        try (RawClient client = start(RawServer.answering(OK))) {
            Reply reply = client.send(
                            "GET /api/v1/users HTTP/1.1\r\nHost: a\r\nX-Big: " + "x".repeat(20_000) + "\r\n\r\n")
                    .head();

            assertThat(reply.status()).isEqualTo("431");
        }
    }

    @Test
    void shouldRefuseTwoLengths() throws Exception {
        try (RawClient client = start(RawServer.answering(OK))) {
            Reply reply = client.send("POST /api/v1/users HTTP/1.1\r\n"
                            + "Host: a\r\n"
                            + "Content-Length: 2\r\n"
                            + "Content-Length: 3\r\n\r\n"
                            + "{}")
                    .head();

            assertThat(reply.status()).isEqualTo("400");
            assertThat(theUpstream().heads).isEmpty();
        }
    }

    @Test
    void shouldSayWhenThePortIsTaken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            GatewayConfig config = GatewayConfig.of("127.0.0.1", taken.getLocalPort(), Map.of());

            assertThatThrownBy(() -> Gateway.start(ROUTES, config, line -> {}))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(Integer.toString(taken.getLocalPort()));
        }
    }

    private RawClient start(RawServer.Script script) throws Exception {
        upstream = new RawServer(script);
        return start(upstream.port());
    }

    private RawClient start(int upstreamPort) throws Exception {
        Map<String, Upstream> upstreams = new HashMap<>();
        for (String service : ROUTES.services()) {
            upstreams.put(service, new Upstream("127.0.0.1", upstreamPort));
        }
        gateway = Gateway.start(
                ROUTES,
                new GatewayConfig("127.0.0.1", 0, upstreams, Duration.ofSeconds(1), Duration.ofSeconds(1)),
                accessLog::add);
        return new RawClient(gateway.port());
    }

    /** Its port refuses connections, and nothing else on the machine can take it: a port that was only closed can be taken. */
    private static Socket boundButNotListening() throws IOException {
        Socket socket = new Socket();
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        return socket;
    }

    private List<String> upstreamHead() throws InterruptedException {
        List<String> head = theUpstream().heads.poll(5, TimeUnit.SECONDS);
        return head == null ? List.of() : head;
    }

    private RawServer theUpstream() {
        return Objects.requireNonNull(upstream);
    }

    private int gatewayPort() {
        return Objects.requireNonNull(gateway).port();
    }
}
