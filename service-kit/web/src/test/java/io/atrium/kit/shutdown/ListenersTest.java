package io.atrium.kit.shutdown;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ListenersTest {

    private final Vertx vertx = Vertx.vertx();
    private int port;

    @BeforeEach
    void listen() {
        HttpServer server = vertx.createHttpServer()
                .requestHandler(request -> request.response().end("answered"));
        port = server.listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join()
                .actualPort();
    }

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void shouldRefuseConnectionsAndAnswerThoseThatAreThere() throws IOException {
        // Given
        try (Socket connected = connect()) {
            assertThat(ask(connected)).startsWith("HTTP/1.1 200");

            // When
            listeners(Duration.ZERO).closeInTime(new ShutdownDelayInitiatedEvent());

            // Then
            await().until(this::refuses);
            assertThat(ask(connected)).startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void shouldAcceptConnectionsUntilShortlyBeforeTheEndOfTheDelay() throws IOException {
        // Given
        Duration delay = Duration.ofSeconds(3);
        long began = System.nanoTime();

        // When
        listeners(delay).closeInTime(new ShutdownDelayInitiatedEvent());

        // Then
        try (Socket late = connect()) {
            assertThat(ask(late)).startsWith("HTTP/1.1 200");
        }
        await().until(this::refuses);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(delay.minusSeconds(1));
    }

    private Listeners listeners(Duration delay) {
        return new Listeners(vertx, Optional.of(delay));
    }

    private Socket connect() throws IOException {
        return new Socket(InetAddress.getByName("127.0.0.1"), port);
    }

    private boolean refuses() {
        try (Socket ignored = connect()) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    /** The beginning of the answer. */
    private static String ask(Socket socket) throws IOException {
        socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        byte[] reply = new byte[256];
        return new String(reply, 0, socket.getInputStream().read(reply), StandardCharsets.US_ASCII);
    }
}
