package io.atrium.identity.compute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.atrium.kit.problem.ErrorCode;
import io.atrium.kit.problem.ProblemException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class BoundedPoolTest {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    @Test
    void shouldRefuseWhatFitsNeitherThreadNorQueue() {
        try (BoundedPool pool = new BoundedPool("test", 1, 1)) {
            CountDownLatch release = new CountDownLatch(1);
            CompletableFuture<String> running =
                    pool.submit(() -> waitFor(release)).subscribeAsCompletionStage();
            CompletableFuture<String> queued =
                    pool.submit(() -> waitFor(release)).subscribeAsCompletionStage();

            ProblemException refused = catchThrowableOfType(
                    ProblemException.class,
                    () -> pool.submit(() -> "never").await().atMost(PATIENCE));

            assertThat(refused.code()).isEqualTo(ErrorCode.SERVICE_UNAVAILABLE);
            assertThat(refused.retryAfter()).isPresent();
            release.countDown();
            assertThat(running).succeedsWithin(PATIENCE);
            assertThat(queued).succeedsWithin(PATIENCE);
        }
    }

    @Test
    void shouldPassAFailureOn() {
        try (BoundedPool pool = new BoundedPool("test", 1, 1)) {
            IllegalStateException failure = catchThrowableOfType(
                    IllegalStateException.class,
                    () -> pool.submit(() -> {
                                throw new IllegalStateException("on purpose");
                            })
                            .await()
                            .atMost(PATIENCE));

            assertThat(failure).hasMessage("on purpose");
        }
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
