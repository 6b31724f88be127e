package io.atrium.bench;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Organization B: what it does at an even pace, and how long that takes. */
final class QuietTenant {

    /** What is measured. */
    enum Measure {
        INTAKE(50),
        READS(50),
        LOGINS(500),
        EFFECT(250);

        private final long pauseMillis;

        Measure(long pauseMillis) {
            this.pauseMillis = pauseMillis;
        }
    }

    private final BenchTenant tenant;

    QuietTenant(BenchTenant tenant) {
        this.tenant = tenant;
    }

    /** Does all of it for a while. */
    Map<Measure, Latencies> measure(Duration duration) throws InterruptedException {
        Map<Measure, Latencies> measured = new EnumMap<>(Measure.class);
        ExecutorService loops = Executors.newFixedThreadPool(Measure.values().length);
        long end = System.nanoTime() + duration.toNanos();
        for (Measure measure : Measure.values()) {
            Latencies latencies = new Latencies();
            measured.put(measure, latencies);
            loops.execute(() -> loop(measure, latencies, end));
        }
        loops.shutdown();
        if (!loops.awaitTermination(duration.toSeconds() + 120, TimeUnit.SECONDS)) {
            loops.shutdownNow();
        }
        return measured;
    }

    private void loop(Measure measure, Latencies latencies, long end) {
        while (System.nanoTime() < end) {
            long began = System.nanoTime();
            try {
                once(measure);
            } catch (RuntimeException e) {
                System.err.println(measure + ": " + e.getMessage());
            }
            latencies.add(System.nanoTime() - began);
            try {
                Thread.sleep(measure.pauseMillis);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void once(Measure measure) {
        switch (measure) {
            case INTAKE -> expect(202, tenant.push("quiet-" + UUID.randomUUID()));
            case READS -> expect(200, tenant.read("/users"));
            case LOGINS -> expect(200, tenant.login());
            case EFFECT -> tenant.pushAndSee();
        }
    }

    private static void expect(int wanted, int status) {
        if (status != wanted) {
            throw new IllegalStateException("answered " + status);
        }
    }
}
