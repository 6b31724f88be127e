package io.atrium.webhook.intake;

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
final class IntakeMetrics {

    /** How a delivery ended. */
    enum Outcome {
        ACCEPTED,
        DUPLICATE,
        UNKNOWN_SOURCE,
        SUSPENDED,
        REJECTED,
        TOO_LARGE,
        /** Its Content-Encoding is not known, or the body is not what it says. */
        UNDECODABLE,
        /** Too many large or encoded deliveries at once. */
        OVERLOADED,
        /** Over the source's or the organization's limit. */
        RATE_LIMITED,
        BROKER_UNAVAILABLE,
        NOT_READY
    }

    private final Map<Outcome, Timer> timers = new EnumMap<>(Outcome.class);

    IntakeMetrics(MeterRegistry registry, WebhookPublisher publisher) {
        for (Outcome outcome : Outcome.values()) {
            timers.put(
                    outcome,
                    Timer.builder("atrium.webhook.intake")
                            .description("Time from a delivery's arrival to its answer")
                            .tag("outcome", outcome.name().toLowerCase(Locale.ROOT))
                            .register(registry));
        }
        Gauge.builder("atrium.webhook.in.flight", publisher, WebhookPublisher::inFlight)
                .description("Deliveries that wait for the broker's acknowledgement")
                .register(registry);
    }

    void record(Outcome outcome, long startedAtNanos) {
        Timer timer = timers.get(outcome);
        if (timer != null) {
            timer.record(System.nanoTime() - startedAtNanos, TimeUnit.NANOSECONDS);
        }
    }
}
