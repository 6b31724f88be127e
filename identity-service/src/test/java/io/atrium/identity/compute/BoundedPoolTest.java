package io.atrium.identity.compute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.atrium.kit.fairness.Share;
import io.atrium.kit.problem.ErrorCode;
import io.atrium.kit.problem.ProblemException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BoundedPoolTest {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Share ANN = new Share("a", "ann");
    private static final Share BOB = new Share("b", "bob");

    @Test
    void shouldRefuseWhatFitsNeitherThreadNorQueue() {
        try (BoundedPool pool = pool(1)) {
            CountDownLatch release = new CountDownLatch(1);
            CompletableFuture<String> running =
                    pool.submit(ANN, () -> waitFor(release)).subscribeAsCompletionStage();
            CompletableFuture<String> queued =
                    pool.submit(ANN, () -> waitFor(release)).subscribeAsCompletionStage();

            ProblemException refused = catchThrowableOfType(
                    ProblemException.class,
                    () -> pool.submit(ANN, () -> "never").await().atMost(PATIENCE));

            assertThat(refused.code()).isEqualTo(ErrorCode.SERVICE_UNAVAILABLE);
            assertThat(refused.retryAfter()).isPresent();
            release.countDown();
            assertThat(running).succeedsWithin(PATIENCE);
            assertThat(queued).succeedsWithin(PATIENCE);
        }
    }

    @Test
    void shouldPassAFailureOn() {
        try (BoundedPool pool = pool(1)) {
            IllegalStateException failure = catchThrowableOfType(
                    IllegalStateException.class,
                    () -> pool.submit(ANN, () -> {
                                throw new IllegalStateException("on purpose");
                            })
                            .await()
                            .atMost(PATIENCE));

            assertThat(failure).hasMessage("on purpose");
        }
    }

    @Test
    void shouldLetAnotherGroupPassAFlood() {
        try (BoundedPool pool = pool(3)) {
            CountDownLatch release = new CountDownLatch(1);
            List<String> order = new CopyOnWriteArrayList<>();
            CompletableFuture<String> running =
                    pool.submit(ANN, () -> waitFor(release)).subscribeAsCompletionStage();
            List<CompletableFuture<Boolean>> flood = IntStream.range(0, 3)
                    .mapToObj(n -> pool.submit(ANN, () -> order.add("ann" + n)).subscribeAsCompletionStage())
                    .toList();

            CompletableFuture<Boolean> other =
                    pool.submit(BOB, () -> order.add("bob")).subscribeAsCompletionStage();

            assertThat(flood.get(2))
                    .failsWithin(PATIENCE)
                    .withThrowableThat()
                    .withMessageContaining("SERVICE_UNAVAILABLE");
            release.countDown();
            assertThat(running).succeedsWithin(PATIENCE);
            assertThat(other).succeedsWithin(PATIENCE);
            assertThat(flood.get(1)).succeedsWithin(PATIENCE);
            assertThat(order).containsExactly("ann0", "bob", "ann1");
        }
    }

    @Test
    void shouldNotDoWhatWasCancelledWhileItWaited() {
        try (BoundedPool pool = pool(1)) {
            CountDownLatch release = new CountDownLatch(1);
            List<String> done = new CopyOnWriteArrayList<>();
            CompletableFuture<String> running =
                    pool.submit(ANN, () -> waitFor(release)).subscribeAsCompletionStage();
            pool.submit(ANN, () -> done.add("cancelled"))
                    .subscribe()
                    .with(ignored -> done.add("told"))
                    .cancel();

            CompletableFuture<Boolean> next =
                    pool.submit(ANN, () -> done.add("next")).subscribeAsCompletionStage();

            release.countDown();
            assertThat(running).succeedsWithin(PATIENCE);
            assertThat(next).succeedsWithin(PATIENCE);
            assertThat(done).containsExactly("next");
        }
    }

    private static BoundedPool pool(int queue) {
        return new BoundedPool("test", 1, queue, queue, new SimpleMeterRegistry());
    }

    private static String waitFor(CountDownLatch latch) {
        try {
            latch.await();
            return "done";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "interrupted";
        }
    }
}
