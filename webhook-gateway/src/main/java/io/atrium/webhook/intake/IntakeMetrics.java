package io.atrium.webhook.intake;

import io.atrium.kit.latency.LatencyBuckets;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** {@code atrium_webhook_intake_seconds} by outcome, and {@code atrium_webhook_in_flight}. */
@Singleton
public final class IntakeMetrics implements OutcomeRecorder {

    /** How a delivery ended. */
    public enum Outcome {
        ACCEPTED,
        DUPLICATE,
        /** No delivery: the provider asked whether the address is the one it was given. */
        HANDSHAKE,
        UNKNOWN_SOURCE,
        SUSPENDED,
        REJECTED,
        TOO_LARGE,
        /** Its Content-Encoding is not known, or the body is not what it says. */
        UNDECODABLE,
        /** Too slow to arrive. */
        TIMED_OUT,
        /** A body that is no batch, or a handshake that asks for what is not sent back. */
        MALFORMED,
        /** Too many large, encoded or slowly verified deliveries at once, batches of too many bytes, or too many sources. */
        OVERLOADED,
        /** Over the source's or the organization's limit. */
        RATE_LIMITED,
        BROKER_UNAVAILABLE,
        NOT_READY
    }

    private final Map<Outcome, Timer> timers;

    IntakeMetrics(MeterRegistry registry, WebhookPublisher publisher) {
        this.timers = timers(registry, "atrium.webhook.intake", "Time from a delivery's arrival to its answer");
        Gauge.builder("atrium.webhook.in.flight", publisher, WebhookPublisher::inFlight)
                .description("Deliveries that wait for the broker's acknowledgement")
                .register(registry);
    }

    @Override
    public void record(Outcome outcome, long startedAtNanos) {
        record(timers, outcome, startedAtNanos);
    }

    /** A timer for each outcome. */
    public static Map<Outcome, Timer> timers(MeterRegistry registry, String name, String description) {
        Map<Outcome, Timer> timers = new EnumMap<>(Outcome.class);
        for (Outcome outcome : Outcome.values()) {
            timers.put(
                    outcome,
                    Timer.builder(name)
                            .description(description)
                            .serviceLevelObjectives(LatencyBuckets.bounds())
                            .tag("outcome", outcome.name().toLowerCase(Locale.ROOT))
                            .register(registry));
        }
        return timers;
    }

    /** Counts one in its timer. */
    public static void record(Map<Outcome, Timer> timers, Outcome outcome, long startedAtNanos) {
        Timer timer = timers.get(outcome);
        if (timer != null) {
            timer.record(System.nanoTime() - startedAtNanos, TimeUnit.NANOSECONDS);
        }
    }
}
