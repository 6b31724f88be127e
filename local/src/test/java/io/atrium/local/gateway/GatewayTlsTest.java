package io.atrium.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atrium.kit.certificate.CertificateAuthority;
import io.atrium.kit.certificate.ServerCertificate;
import io.atrium.local.settings.GatewayCertificate;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The public address with a certificate: of the built-in proxy, and of a real nginx where that is installed. */
class GatewayTlsTest {

    private static final String HSTS = "max-age=31536000; includeSubDomains";

    @TempDir
    static Path folder;

    private static final Vertx VERTX = Vertx.vertx();
    private static @Nullable Gateway builtIn;
    private static @Nullable RunningNginx nginx;
    private static String ca = "";

    @BeforeAll
    static void start() throws Exception {
        GatewayCertificate certificate =
                new GatewayCertificate(folder.resolve("server.crt"), folder.resolve("server.key"));
        try (CertificateAuthority authority = CertificateAuthority.create("The CA of a test")) {
            ServerCertificate made = authority.issue(List.of("localhost"));
            ca = authority.certificate();
            Files.writeString(certificate.chain(), made.chain());
            Files.writeString(certificate.key(), made.key());
        }
        HttpServer service = VERTX.createHttpServer()
                .requestHandler(request -> request.response()
                        .end(request.getHeader("X-Forwarded-Proto") + " " + request.getHeader("X-Forwarded-Host")))
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        Map<String, Upstream> upstreams = new HashMap<>();
        RouteTable.ofDeployment()
                .services()
                .forEach(name -> upstreams.put(name, new Upstream("127.0.0.1", service.actualPort())));
        builtIn = Gateway.start(
                RouteTable.ofDeployment(),
                GatewayConfig.of("127.0.0.1", 0, upstreams).with(Optional.of(certificate)),
                line -> {});
        if (RunningNginx.binary().isPresent()) {
            nginx = RunningNginx.start(
                    Files.createDirectories(folder.resolve("nginx")),
                    upstreams,
                    Map.of(
                            GatewayCertificate.CERTIFICATE,
                            certificate.chain().toString(),
                            GatewayCertificate.KEY,
                            certificate.key().toString()));
        }
    }

    @AfterAll
    static void stop() {
        if (nginx != null) {
            nginx.close();
        }
        if (builtIn != null) {
            builtIn.close();
        }
        VERTX.close();
    }

    static Stream<Arguments> gateways() {
        Stream<Arguments> own = Stream.ofNullable(builtIn).map(gateway -> Arguments.of("built in", gateway.port()));
        return Stream.concat(own, Stream.ofNullable(nginx).map(running -> Arguments.of("nginx", running.port())));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("gateways")
    void shouldTellServicesThatTheClientCameByTls(String name, int port) throws Exception {
        // When
        HttpResponse<String> reply = get(port, "/api/v1/users");

        // Then
        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(reply.body()).isEqualTo("https localhost:" + port);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("gateways")
    void shouldTellBrowsersToStayOnTls(String name, int port) throws Exception {
        // When
        HttpResponse<String> reply = get(port, "/nothing");

        // Then
        assertThat(reply.statusCode()).isEqualTo(404);
        assertThat(reply.headers().allValues("Strict-Transport-Security")).containsExactly(HSTS);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("gateways")
    void shouldRefuseInsideTlsWhatIsNoRequest(String name, int port) throws Exception {
        try (SSLSocket socket = (SSLSocket) trusting(ca).getSocketFactory().createSocket("localhost", port)) {
            // When
            socket.getOutputStream()
                    .write("GET /api/v1/users HTTP/1.1\r\nHost: a b\r\n\r\n".getBytes(StandardCharsets.UTF_8));
            String reply = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            // Then
            assertThat(reply)
                    .startsWith("HTTP/1.1 400 Bad Request\r\n")
                    .containsIgnoringCase("\r\nStrict-Transport-Security: " + HSTS + "\r\n")
                    .contains("MALFORMED_REQUEST");
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("gateways")
    void shouldServeNothingInPlainText(String name, int port) throws Exception {
        try (Socket socket = new Socket("localhost", port);
                OutputStream out = socket.getOutputStream()) {
            // When
            out.write("GET /api/v1/users HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.UTF_8));
            String reply = read(socket);

            // Then
            assertThat(reply).doesNotContain("200 OK");
            assertThat(reply.isEmpty()
                            || reply.contains("This address takes HTTPS alone.")
                            || !reply.startsWith("HTTP"))
                    .as(reply)
                    .isTrue();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("gateways")
    void shouldShowTheCertificateItWasGiven(String name, int port) throws Exception {
        // Given
        String other;
        try (CertificateAuthority authority = CertificateAuthority.create("Another CA")) {
            other = authority.certificate();
        }
        HttpClient stranger =
                HttpClient.newBuilder().sslContext(trusting(other)).build();

        // When, Then
        assertThatThrownBy(() -> stranger.send(request(port, "/"), HttpResponse.BodyHandlers.ofString()))
                .isInstanceOf(SSLHandshakeException.class);
    }

    private static String read(Socket socket) {
        try {
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            // a reset is an answer too
            return "";
        }
    }

    private static HttpResponse<String> get(int port, String path) throws Exception {
        HttpClient client = HttpClient.newBuilder().sslContext(trusting(ca)).build();
        return client.send(request(port, path), HttpResponse.BodyHandlers.ofString());
    }

    private static HttpRequest request(int port, String path) {
        return HttpRequest.newBuilder(URI.create("https://localhost:" + port + path))
                .timeout(Duration.ofSeconds(20))
                .build();
    }

    private static SSLContext trusting(String certificate) throws Exception {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        store.setCertificateEntry(
                "ca",
                CertificateFactory.getInstance("X.509")
                        .generateCertificate(
                                new ByteArrayInputStream(certificate.getBytes(StandardCharsets.US_ASCII))));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
