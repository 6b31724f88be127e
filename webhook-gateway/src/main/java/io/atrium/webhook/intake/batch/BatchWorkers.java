package io.atrium.webhook.intake.batch;

import io.atrium.webhook.intake.BatchConfig;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The threads that work on batches. What waits for them is bounded by {@link BatchBudget}. */
@Singleton
final class BatchWorkers {

    private static final int IDLE_SECONDS = 30;

    private final ThreadPoolExecutor threads;

    BatchWorkers(BatchConfig config) {
        AtomicInteger numbers = new AtomicInteger();
        this.threads = new ThreadPoolExecutor(
                config.workers(),
                config.workers(),
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                work -> {
                    Thread thread = new Thread(work, "webhook-batch-" + numbers.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
    }

    void execute(Runnable work) {
        threads.execute(work);
    }

    @PreDestroy
    void close() {
        threads.shutdown();
    }
}
