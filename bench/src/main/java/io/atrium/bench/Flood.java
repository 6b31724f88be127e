package io.atrium.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/** One organization's requests, as fast as the answers come, until it is closed. */
final class Flood implements AutoCloseable {

    private static final int REFUSED = 400;

    private final ExecutorService senders;
    private final AtomicBoolean goesOn = new AtomicBoolean(true);
    private final LongAdder answered = new LongAdder();
    private final Latencies refusals = new Latencies();

    private final Runnable end;

    private Flood(ExecutorService senders, Runnable end) {
        this.senders = senders;
        this.end = end;
    }

    /**
     * Begins.
     *
     * @param request sends one and answers its status
     */
    static Flood of(int connections, Supplier<Integer> request) {
        return of(connections, request, () -> {});
    }

    /** Begins, and ends with something more. */
    static Flood of(int connections, Supplier<Integer> request, Runnable end) {
        Flood flood = new Flood(Executors.newFixedThreadPool(Math.max(1, connections)), end);
        List<Runnable> loops = new ArrayList<>();
        for (int i = 0; i < connections; i++) {
            loops.add(() -> flood.send(request));
        }
        loops.forEach(flood.senders::execute);
        return flood;
    }

    /** Answers since it began, refusals among them. */
    long answered() {
        return answered.sum();
    }

    /** How long what was refused took. */
    Latencies refusals() {
        return refusals;
    }

    @Override
    public void close() throws InterruptedException {
        goesOn.set(false);
        senders.shutdown();
        if (!senders.awaitTermination(1, TimeUnit.MINUTES)) {
            senders.shutdownNow();
        }
        end.run();
    }

    private void send(Supplier<Integer> request) {
        while (goesOn.get()) {
            long began = System.nanoTime();
            try {
                int status = request.get();
                if (status >= REFUSED && status != 401) {
                    refusals.add(System.nanoTime() - began);
                }
            } catch (RuntimeException e) {
                // a connection that was refused or cut off is an answer too
            }
            answered.increment();
        }
    }
}
