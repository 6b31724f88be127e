package io.atrium.identity.compute;

import io.atrium.kit.problem.ErrorCode;
import io.atrium.kit.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * A fixed number of threads and a bounded queue. Work beyond both fails at once with {@code SERVICE_UNAVAILABLE} and a
 * {@code Retry-After}. The result arrives on the Vert.x context that subscribed.
 */
public final class BoundedPool implements AutoCloseable {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private final ThreadPoolExecutor executor;

    /** @param threads 0 for one a core */
    public BoundedPool(String name, int threads, int queue) {
        int size = threads > 0 ? threads : Runtime.getRuntime().availableProcessors();
        AtomicInteger number = new AtomicInteger();
        this.executor =
                new ThreadPoolExecutor(size, size, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(queue), runnable -> {
                    Thread thread = new Thread(runnable, name + "-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
    }

    public <T> Uni<T> submit(Supplier<T> work) {
        return Uni.createFrom().deferred(() -> {
            Context context = Vertx.currentContext();
            Uni<T> result = Uni.createFrom().emitter(emitter -> enqueue(work, emitter));
            return context == null ? result : result.emitOn(next -> context.runOnContext(ignored -> next.run()));
        });
    }

    private <T> void enqueue(Supplier<T> work, UniEmitter<? super T> emitter) {
        try {
            executor.execute(() -> complete(work, emitter));
        } catch (RejectedExecutionException e) {
            emitter.fail(new ProblemException(ErrorCode.SERVICE_UNAVAILABLE, "Too many requests at once; try again")
                    .withRetryAfter(RETRY_AFTER));
        }
    }

    private static <T> void complete(Supplier<T> work, UniEmitter<? super T> emitter) {
        T result;
        try {
            result = work.get();
        } catch (RuntimeException | Error e) {
            emitter.fail(e);
            return;
        }
        emitter.complete(result);
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
