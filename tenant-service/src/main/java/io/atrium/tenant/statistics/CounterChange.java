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

    /** What stands for a tenant's label that has no counter of its own. It is no name that a tenant can give. */
    static final String OTHER = "(other)";

    /**
     * The dimension of those that have no counter of their own. The first part is a tenant's label, the others are values
     * of the platform.
     */
    String otherDimension() {
        int slash = dimension.indexOf('/');
        return slash < 0 ? OTHER : OTHER + dimension.substring(slash);
    }

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
