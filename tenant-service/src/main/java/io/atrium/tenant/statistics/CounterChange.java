package io.atrium.tenant.statistics;

import java.time.Instant;
import java.util.UUID;

/**
 * One event's effect on one counter.
 *
 * @param delta what to add; may be negative
 * @param occurredAt when it became true
 */
record CounterChange(UUID organizationId, String metric, String dimension, long delta, Instant occurredAt) {
    Key key() {
        return new Key(organizationId, metric, dimension);
    }

    CounterChange plus(CounterChange other) {
        return new CounterChange(
                organizationId,
                metric,
                dimension,
                delta + other.delta,
                occurredAt.isAfter(other.occurredAt) ? occurredAt : other.occurredAt);
    }

    /** The counter's primary key, in the order of its index. */
    record Key(UUID organizationId, String metric, String dimension) {}
}
