package io.atrium.kit.liveness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EventLoopLivenessTest {

    private record Limits(Duration eventLoopBlockedAfter, Duration topicTableBlockedAfter) implements LivenessConfig {}

    private static final Limits LIMITS = new Limits(Duration.ofMillis(500), Duration.ofMinutes(2));

    private final Vertx vertx = Vertx.vertx();
    private final EventLoopLiveness liveness = new EventLoopLiveness(vertx, LIMITS);
    private final CountDownLatch blockade = new CountDownLatch(1);

    @AfterEach
    void close() {
        blockade.countDown();
        liveness.stop();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void shouldBeDownWhileAnEventLoopIsBlocked() {
        // Given
        liveness.start(new StartupEvent());
        assertThat(liveness.call().getStatus()).isEqualTo(Status.UP);

        // When
        vertx.runOnContext(ignored -> awaitQuietly(blockade));

        // Then
        await().until(() -> liveness.call().getStatus() == Status.DOWN);
        assertThat(liveness.call().getData().orElseThrow()).containsEntry("blocked", 1L);
        blockade.countDown();
        await().until(() -> liveness.call().getStatus() == Status.UP);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
