package io.atrium.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.atrium.local.gateway.RawClient.Reply;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The built-in proxy beside a real nginx, the same requests to both; skipped where nginx is not installed. */
class NginxTest {

    private static final RouteTable ROUTES = RouteTable.ofDeployment();
    private static final List<String> OWN_HEADERS = List.of(
            "content-type",
            "cache-control",
            "retry-after",
            "allow",
            "x-frame-options",
            "cross-origin-resource-policy",
            "x-content-type-options",
            "content-security-policy",
            "referrer-policy");

    @TempDir
    static Path folder;

    private static Vertx vertx = Vertx.vertx();
    private static @Nullable Gateway builtIn;
    private static @Nullable RunningNginx nginx;

    @BeforeAll
    static void start() throws Exception {
        assumeTrue(RunningNginx.binary().isPresent(), "nginx is not installed");
        Map<String, Upstream> upstreams = new HashMap<>();
        for (String service : ROUTES.services()) {
            upstreams.put(service, new Upstream("127.0.0.1", serve(service).actualPort()));
        }
        builtIn = Gateway.start(
                ROUTES,
                new GatewayConfig("127.0.0.1", 0, upstreams, Duration.ofSeconds(2), Duration.ofSeconds(5)),
                line -> {});
        nginx = RunningNginx.start(folder, upstreams);
    }

    @AfterAll
    static void stop() {
        if (nginx != null) {
            nginx.close();
        }
        if (builtIn != null) {
            builtIn.close();
        }
        vertx.close();
    }

    /** Tells which service it is and what it was sent; every header of the request comes back in the body. */
    private static HttpServer serve(String service) {
        return vertx.createHttpServer()
                .requestHandler(request -> request.body()
                        .onSuccess(body -> request.response()
                                .putHeader("X-Served-By", service)
                                .putHeader("X-Request-Id", "the-services-own")
                                .putHeader("X-Received", Integer.toString(body.length()))
                                .setStatusCode(request.path().endsWith("/missing") ? 404 : 200)
                                .end(echo(request))))
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    private static String echo(HttpServerRequest request) {
        TreeMap<String, String> headers = new TreeMap<>();
        request.headers()
                .forEach(header -> headers.merge(
                        header.getKey().toLowerCase(Locale.ROOT),
                        header.getValue(),
                        (one, other) -> one + "|" + other));
        headers.remove("x-request-id");
        headers.remove("x-forwarded-port");
        headers.remove("content-length");
        return request.method() + " " + request.uri() + "\n" + headers;
    }

    @ParameterizedTest
    @MethodSource("io.atrium.local.gateway.SampleRequest#all")
    void shouldRouteAsTheBuiltInProxyDoes(SampleRequest request) throws Exception {
        String head = request.method() + " " + request.path() + "?a=%20b HTTP/1.1\r\nHost: atrium.example\r\n"
                + "Content-Length: 0\r\nConnection: close\r\n\r\n";

        Reply expected = send(port(builtIn), head);
        Reply actual = send(port(nginx), head);

        assertThat(actual.status()).isEqualTo(expected.status());
        assertThat(actual.header("X-Served-By")).isEqualTo(expected.header("X-Served-By"));
        if (actual.header("X-Served-By").isPresent()) {
            assertThat(actual.body()).isEqualTo(expected.body());
        } else {
            assertSameProblem(actual, expected);
        }
    }

    @Test
    void shouldForwardTheHeadersThatTheBuiltInProxyForwards() throws Exception {
        String head = "GET /api/v1/users HTTP/1.1\r\nHost: atrium.example:8000\r\n"
                + "X-Forwarded-For: 6.6.6.6\r\nX-Forwarded-For: 7.7.7.7\r\nX-Forwarded-Host: evil\r\n"
                + "X-Forwarded-Proto: https\r\nX-Forwarded-Port: 1\r\nX-Forwarded-Prefix: /evil\r\n"
                + "X-Forwarded-User: root\r\nForwarded: for=6.6.6.6\r\nX-Real-IP: 6.6.6.6\r\nX-Request-Id: mine\r\n"
                + "X-Original-URL: /evil\r\nX-Rewrite-URL: /evil\r\nProxy-Authorization: Basic eA==\r\n"
                + "Proxy-Connection: keep-alive\r\nTE: trailers\r\nUpgrade: websocket\r\nKeep-Alive: timeout=5\r\n"
                + "X-Organization-Id: kept\r\nAuthorization: Bearer kept\r\nConnection: close\r\n\r\n";

        Reply expected = send(port(builtIn), head);
        Reply actual = send(port(nginx), head);

        assertThat(actual.body()).isEqualTo(expected.body()).contains("kept").doesNotContain("evil", "6.6.6.6");
        assertThat(Reply.values(actual.head(), "x-request-id"))
                .singleElement()
                .asString()
                .matches("[0-9a-f]{32}");
    }

    @Test
    void shouldTellServicesThePublicAddressWhereTlsEndsInFront(@TempDir Path other) throws Exception {
        // Given
        RawServer upstream = new RawServer(RawServer.answering("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"));
        Map<String, Upstream> upstreams = new HashMap<>();
        ROUTES.services().forEach(service -> upstreams.put(service, new Upstream("127.0.0.1", upstream.port())));
        Map<String, String> environment =
                Map.of("PUBLIC_URL", "https://atrium.example", "GATEWAY_TRUSTED_PROXIES", "127.0.0.1");
        try (upstream;
                RunningNginx behindTls = RunningNginx.start(other, upstreams, environment)) {
            // When
            send(
                    behindTls.port(),
                    "GET /api/v1/users HTTP/1.1\r\nHost: atrium.example\r\nX-Forwarded-For: 6.6.6.6, 203.0.113.9\r\n"
                            + "X-Forwarded-Proto: http\r\nX-Forwarded-Port: 1\r\nConnection: close\r\n\r\n");

            // Then
            assertThat(upstream.heads.take())
                    .contains("X-Forwarded-Proto: https", "X-Forwarded-Port: 443", "X-Forwarded-For: 203.0.113.9")
                    .noneMatch(line -> line.contains("6.6.6.6"));
        }
    }

    @Test
    void shouldTellBrowsersToStayOnTlsInItsOwnAnswersToo(@TempDir Path other) throws Exception {
        // Given
        try (RunningNginx behindTls =
                RunningNginx.start(other, Map.of(), Map.of("PUBLIC_URL", "https://atrium.example"))) {
            // When
            Reply reply = send(
                    behindTls.port(), "GET /nothing HTTP/1.1\r\nHost: atrium.example\r\nConnection: close\r\n\r\n");

            // Then
            assertThat(reply.head()).startsWith("HTTP/1.1 404 Not Found");
            assertThat(Reply.values(reply.head(), "strict-transport-security"))
                    .containsExactly("max-age=31536000; includeSubDomains");
        }
    }

    @Test
    void shouldPassAServicesOwnErrorThrough() throws Exception {
        Reply actual = send(port(nginx), "GET /api/v1/users/missing HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");

        assertThat(actual.status()).isEqualTo("404");
        assertThat(actual.header("X-Served-By")).contains("identity-service");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST /api/v1/users HTTP/1.1\r\nHost: a\r\nContent-Length: 1048577\r\nConnection: close\r\n\r\n",
                "POST /api/v1/webhooks/user/o/batch HTTP/1.1\r\nHost: a\r\nContent-Length: 16777217\r\nConnection: close\r\n\r\n",
                "POST /api/v1/webhooks/events/o/batch HTTP/1.1\r\nHost: a\r\nContent-Length: 1048577\r\nConnection: close\r\n\r\n",
                "POST /nowhere HTTP/1.1\r\nHost: a\r\nContent-Length: 1048577\r\nConnection: close\r\n\r\n",
                "TRACE /api/v1/users HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
                "TRACE /nowhere HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
                "FOO /api/v1/health HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
                "GET /api/v1/users HTTP/1.1\r\nHost: a b\r\nConnection: close\r\n\r\n"
            })
    void shouldRefuseAsTheBuiltInProxyDoes(String head) throws Exception {
        Reply expected = send(port(builtIn), head);
        Reply actual = send(port(nginx), head);

        assertThat(actual.status()).isEqualTo(expected.status());
        assertSameProblem(actual, expected);
    }

    @Test
    void shouldRefuseHeadersAndAddressesThatAreTooLong() throws Exception {
        String longAddress = "GET /" + "x".repeat(9_000) + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
        String longHeader = "GET /api/v1/users HTTP/1.1\r\nHost: a\r\nX-Big: " + "x".repeat(20_000) + "\r\n\r\n";

        assertThat(send(port(nginx), longAddress).status())
                .isEqualTo("414")
                .isEqualTo(send(port(builtIn), longAddress).status());
        assertThat(send(port(nginx), longHeader).status())
                .isEqualTo("431")
                .isEqualTo(send(port(builtIn), longHeader).status());
    }

    @Test
    void shouldPassABatchOfSixteenMebibytes() throws Exception {
        int size = 16 << 20;
        try (RawClient client = new RawClient(port(nginx))) {
            client.send("POST /api/v1/webhooks/user/o/batch HTTP/1.1\r\nHost: a\r\nContent-Length: " + size
                    + "\r\nConnection: close\r\n\r\n");
            client.send("x".repeat(size));

            assertThat(client.head().header("X-Received")).contains(Integer.toString(size));
        }
    }

    @Test
    void shouldAnswer502AsTheBuiltInProxyDoesWhenAServiceIsAway(@TempDir Path other) throws Exception {
        Map<String, Upstream> nowhere = new HashMap<>();
        ROUTES.services().forEach(service -> nowhere.put(service, new Upstream("127.0.0.1", 1)));
        String head = "POST /api/v1/users HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
        try (RunningNginx lonely = RunningNginx.start(other, nowhere);
                Gateway lonelyToo = Gateway.start(
                        ROUTES,
                        new GatewayConfig("127.0.0.1", 0, nowhere, Duration.ofSeconds(2), Duration.ofSeconds(5)),
                        line -> {})) {
            Reply expected = send(lonelyToo.port(), head);
            Reply actual = send(lonely.port(), head);

            assertThat(actual.status()).isEqualTo("502").isEqualTo(expected.status());
            assertSameProblem(actual, expected);
        }
    }

    @Test
    void shouldNotTellItsVersion() throws Exception {
        Reply actual = send(port(nginx), "GET /nowhere HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");

        assertThat(actual.header("Server")).contains("nginx");
    }

    private static void assertSameProblem(Reply actual, Reply expected) {
        for (String name : OWN_HEADERS) {
            assertThat(actual.header(name)).as(name).isEqualTo(expected.header(name));
        }
        assertThat(withoutRequestId(actual)).isEqualTo(withoutRequestId(expected));
    }

    private static String withoutRequestId(Reply reply) {
        String body = reply.body().strip();
        return body.replaceAll("\"request_id\":\"[0-9a-f]{32}\"", "");
    }

    /** Sends a head and reads the reply, without waiting for the end of the connection. */
    private static Reply send(int port, String text) throws IOException {
        try (RawClient client = new RawClient(port)) {
            Reply reply = client.send(text).head();
            int length = text.startsWith("HEAD ")
                    ? 0
                    : Integer.parseInt(reply.header("Content-Length").orElse("0"));
            StringBuilder body = new StringBuilder();
            while (body.length() < length) {
                String more = client.next(length - body.length());
                if (more.isEmpty()) {
                    throw new IOException("The reply ended early: " + reply.head());
                }
                body.append(more);
            }
            return new Reply(reply.head(), body.toString());
        }
    }

    private static int port(@Nullable Gateway gateway) {
        return java.util.Objects.requireNonNull(gateway).port();
    }

    private static int port(@Nullable RunningNginx running) {
        return java.util.Objects.requireNonNull(running).port();
    }
}
