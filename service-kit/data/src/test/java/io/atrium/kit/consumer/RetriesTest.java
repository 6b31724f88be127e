package io.atrium.kit.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atrium.kit.time.Backoff;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class RetriesTest {

    private static final Vertx VERTX = Vertx.vertx();

    private final Retries retries =
            new Retries(VERTX, new Backoff(Duration.ofNanos(1_000_000), Duration.ofNanos(1_000_000)));
    private final AtomicInteger tries = new AtomicInteger();
    private final AtomicInteger told = new AtomicInteger();

    @AfterAll
    static void close() {
        VERTX.close().toCompletionStage().toCompletableFuture().join();
    }

    /** An outage of some hours: its end must not be lost in the stack of all the tries before it. */
    @Test
    void shouldSucceedAfterThousandsOfTries() {
        int failing = 8_000;

        run(() -> failed(failing)).join();

        assertThat(tries).hasValue(failing + 1);
        assertThat(told).hasValue(failing);
    }

    @Test
    void shouldFailByWhatIsNotWorthAnotherTry() {
        CompletableFuture<Void> result = run(() -> {
            tries.incrementAndGet();
            return Uni.createFrom().failure(new IllegalArgumentException("a value"));
        });

        assertThatThrownBy(result::join).hasCauseInstanceOf(IllegalArgumentException.class);
        assertThat(tries).hasValue(1);
        assertThat(told).hasValue(0);
    }

    @Test
    void shouldNotTryAgainWhenTheServiceStops() {
        CompletableFuture<Void> result = run(() -> {
            retries.stop();
            return failed(1_000_000);
        });

        assertThatThrownBy(result::join)
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(Retries.Stopped.class);
        assertThat(tries).hasValue(1);
    }

    private Uni<Void> failed(int failing) {
        return tries.incrementAndGet() <= failing
                ? Uni.createFrom().failure(new IllegalStateException("an outage"))
                : Uni.createFrom().voidItem();
    }

    private CompletableFuture<Void> run(Supplier<Uni<Void>> work) {
        CompletableFuture<Void> result = new CompletableFuture<>();
        VERTX.getOrCreateContext()
                .runOnContext(any -> retries.retry(
                                work, IllegalStateException.class::isInstance, failure -> told.incrementAndGet())
                        .subscribe()
                        .with(result::complete, result::completeExceptionally));
        return result;
    }
}
