package io.atrium.webhook.intake.batch;

import io.atrium.webhook.intake.IntakeMetrics;
import io.atrium.webhook.intake.OutcomeRecorder;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.util.Map;

/**
 * {@code atrium_webhook_batch_seconds} by outcome, {@code atrium_webhook_batch_items_total} by status,
 * {@code atrium_webhook_batch_buffered_bytes} and {@code atrium_webhook_batch_in_flight}.
 */
@Singleton
final class BatchMetrics implements OutcomeRecorder {

    private final Map<IntakeMetrics.Outcome, Timer> timers;
    private final Counter accepted;
    private final Counter duplicates;
    private final Counter refused;

    BatchMetrics(MeterRegistry registry, BatchBudget budget, BatchLane lane) {
        this.timers =
                IntakeMetrics.timers(registry, "atrium.webhook.batch", "Time from a batch's arrival to its answer");
        this.accepted = items(registry, "accepted");
        this.duplicates = items(registry, "duplicate");
        this.refused = items(registry, "refused");
        Gauge.builder("atrium.webhook.batch.buffered", budget, BatchBudget::used)
                .description("Bytes that batches hold in memory")
                .baseUnit("bytes")
                .register(registry);
        Gauge.builder("atrium.webhook.batch.in.flight", lane, BatchLane::events)
                .description("Events of batches that wait for the broker's acknowledgement")
                .register(registry);
    }

    @Override
    public void record(IntakeMetrics.Outcome outcome, long startedAtNanos) {
        IntakeMetrics.record(timers, outcome, startedAtNanos);
    }

    void count(BatchResults results) {
        accepted.increment(results.accepted());
        duplicates.increment(results.duplicates());
        refused.increment(results.refused());
    }

    private static Counter items(MeterRegistry registry, String status) {
        return Counter.builder("atrium.webhook.batch.items")
                .description("Items of answered batches")
                .tag("status", status)
                .register(registry);
    }
}
