package io.atrium.kit.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.mutiny.TimeoutException;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class PoolProbeTest {

    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Vertx VERTX = Vertx.vertx();

    @AfterAll
    static void close() {
        VERTX.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void shouldSayThatNobodyListens() throws IOException {
        // Bound but not listening: the port refuses connections, and nothing else on the machine can take it.
        try (Socket refusing = new Socket()) {
            refusing.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            PoolProbe probe = new PoolProbe("app", pool(refusing.getLocalPort()));

            assertThatThrownBy(() -> probe.ask().await().atMost(LONG))
                    .satisfies(failure -> assertThat(PoolProbe.reason(failure)).startsWith("DOWN: "))
                    .isNotInstanceOf(TimeoutException.class);
        }
    }

    /** A stopped database accepts connections, by its kernel, and never answers. */
    @Test
    void shouldNotWaitForADatabaseThatDoesNotAnswer() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            PoolProbe probe = new PoolProbe("app", pool(socket.getLocalPort()));

            for (int i = 0; i < 2; i++) {
                assertThatThrownBy(() -> probe.ask().await().atMost(LONG))
                        .satisfies(
                                failure -> assertThat(PoolProbe.reason(failure)).isEqualTo("DOWN: no answer in 3 s"));
            }
        }
    }

    private static Pool pool(int port) {
        return PgBuilder.pool()
                .with(new PoolOptions().setMaxSize(1))
                .connectingTo(new PgConnectOptions()
                        .setHost(InetAddress.getLoopbackAddress().getHostAddress())
                        .setPort(port)
                        .setDatabase("any")
                        .setUser("any")
                        .setPassword("any"))
                .using(VERTX)
                .build();
    }
}
