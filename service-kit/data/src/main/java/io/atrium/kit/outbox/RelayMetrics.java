package io.atrium.kit.outbox;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicLong;

/** What the process that owns the relay tells of it; the others tell zeros. */
@Singleton
class RelayMetrics {

    final AtomicLong backlog = new AtomicLong();
    final AtomicLong oldestSeconds = new AtomicLong();
    final AtomicLong setAside = new AtomicLong();
    final AtomicLong blocked = new AtomicLong();
    private final MeterRegistry metrics;
    private final Counter published;

    RelayMetrics(MeterRegistry metrics, StuckStates stuck) {
        this.metrics = metrics;
        this.published = Counter.builder("atrium.outbox.published")
                .description("Messages the broker has acknowledged")
                .register(metrics);
        gauge("atrium.outbox.backlog", backlog, "Messages waiting in the outbox, counted up to 100,000");
        gauge("atrium.outbox.set.aside", setAside, "Messages set aside in the outbox, counted up to 100,000");
        gauge("atrium.outbox.blocked.partitions", blocked, "Partitions that could not be written at the last try");
        Gauge.builder("atrium.outbox.oldest", oldestSeconds, AtomicLong::get)
                .description("Age of the oldest message waiting in the outbox")
                .baseUnit("seconds")
                .register(metrics);
        Gauge.builder("atrium.outbox.stuck.states", stuck, StuckStates::count)
                .description("Messages for compacted topics that cannot be sent by their own fault")
                .register(metrics);
    }

    void published(int messages) {
        published.increment(messages);
    }

    /** A failure by the message's own fault. */
    void failed(String topic) {
        counter("atrium.outbox.failures", "Attempts that failed by the message's own fault", topic)
                .increment();
    }

    void setAside(String topic) {
        counter("atrium.outbox.quarantined", "Messages set aside because they cannot be sent", topic)
                .increment();
    }

    /** A change that went out as its identity alone, or a state that was read anew. */
    void replaced(String topic) {
        counter(
                        "atrium.outbox.replaced",
                        "Messages sent in another form because they could not be sent as written",
                        topic)
                .increment();
    }

    void notOwner() {
        backlog.set(0);
        oldestSeconds.set(0);
        setAside.set(0);
        blocked.set(0);
    }

    private Counter counter(String name, String description, String topic) {
        return Counter.builder(name)
                .description(description)
                .tag("topic", topic)
                .register(metrics);
    }

    private void gauge(String name, AtomicLong value, String description) {
        Gauge.builder(name, value, AtomicLong::get).description(description).register(metrics);
    }
}
