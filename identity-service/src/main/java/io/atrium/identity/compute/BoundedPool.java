package io.atrium.identity.compute;

import io.atrium.kit.fairness.FairQueue;
import io.atrium.kit.fairness.Share;
import io.atrium.kit.problem.ErrorCode;
import io.atrium.kit.problem.ProblemException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A fixed number of threads and a bounded queue in which the {@link Share}s take turns. Work beyond both fails at once
 * with {@code SERVICE_UNAVAILABLE} and a {@code Retry-After}: the newcomer's, or the youngest of whoever has more
 * waiting. Work that is cancelled while it waits is never done. The result arrives on the Vert.x context that
 * subscribed.
 */
public final class BoundedPool implements AutoCloseable {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private final ExecutorService threads;
    private final int size;
    private final Object lock = new Object();
    private final FairQueue<Task<?>> queue;
    private final Counter refused;
    private final Timer done;
    private int busy;

    /**
     * @param threads 0 for one a core
     * @param queue how many may wait
     * @param queuePerGroup how many of one group may
     */
    public BoundedPool(String name, int threads, int queue, int queuePerGroup, MeterRegistry registry) {
        this.size = threads > 0 ? threads : Runtime.getRuntime().availableProcessors();
        this.queue = new FairQueue<>(queue, queuePerGroup);
        this.refused = Counter.builder("atrium.compute.refused")
                .description("Work that was refused because too much waited for the pool's threads")
                .tag("pool", name)
                .register(registry);
        this.done = Timer.builder("atrium.compute.work")
                .description("Work that the pool's threads did, and how long it took")
                .tag("pool", name)
                .register(registry);
        Gauge.builder("atrium.compute.waiting", this, BoundedPool::waiting)
                .description("Work that waits for the pool's threads")
                .tag("pool", name)
                .register(registry);
        AtomicInteger number = new AtomicInteger();
        // never more than one task a thread: what waits, waits in the fair queue
        this.threads = new ThreadPoolExecutor(
                size,
                size,
                0,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                runnable -> daemon(name + "-" + number.incrementAndGet(), runnable),
                new ThreadPoolExecutor.DiscardPolicy());
    }

    private record Task<T>(Supplier<T> work, UniEmitter<? super T> emitter) {

        void run() {
            T result;
            try {
                result = work.get();
            } catch (RuntimeException | Error e) {
                emitter.fail(e);
                return;
            }
            emitter.complete(result);
        }

        void refuse() {
            emitter.fail(new ProblemException(ErrorCode.SERVICE_UNAVAILABLE, "Too many requests at once; try again.")
                    .withRetryAfter(RETRY_AFTER));
        }
    }

    public <T> Uni<T> submit(Share share, Supplier<T> work) {
        return Uni.createFrom().deferred(() -> {
            Context context = Vertx.currentContext();
            Uni<T> result = Uni.createFrom().emitter(emitter -> enqueue(share, new Task<>(work, emitter)));
            return context == null ? result : result.emitOn(next -> context.runOnContext(ignored -> next.run()));
        });
    }

    private void enqueue(Share share, Task<?> task) {
        Task<?> displaced;
        synchronized (lock) {
            if (busy < size) {
                busy++;
                threads.execute(() -> run(task));
                return;
            }
            displaced = queue.offer(share, task);
        }
        task.emitter().onTermination(() -> forget(share, task));
        if (displaced != null) {
            refused.increment();
            displaced.refuse();
        }
    }

    /** A caller that went away while waiting leaves no work behind. */
    private void forget(Share share, Task<?> task) {
        synchronized (lock) {
            queue.remove(share, task);
        }
    }

    private void run(Task<?> task) {
        try {
            done.record(task::run);
        } finally {
            Task<?> next = next();
            if (next != null) {
                threads.execute(() -> run(next));
            }
        }
    }

    private @Nullable Task<?> next() {
        synchronized (lock) {
            Task<?> next = queue.poll();
            if (next == null) {
                busy--;
            }
            return next;
        }
    }

    private int waiting() {
        synchronized (lock) {
            return queue.size();
        }
    }

    private static Thread daemon(String name, Runnable runnable) {
        Thread thread = new Thread(runnable, name);
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
