package io.atrium.integration.record;

import static java.util.Objects.requireNonNull;

import io.atrium.kit.time.ExactTime;

/**
 * What orders the versions of a record: the provider's time of the change; where both have one, the provider's counter;
 * when it was told; the order of receipt. {@link RecordStore} has the same order in SQL.
 *
 * @param counter the provider's own, 0 where it has none
 * @param toldAt the event's own timestamp; of a sync the second in which the page was asked for
 * @param receipt the event's place in the event store, which a replay does not change; 0 of a sync, so that an event of
 *     the same second comes after it
 */
public record RecordVersion(ExactTime updatedAt, long counter, ExactTime toldAt, long receipt) {

    public RecordVersion {
        requireNonNull(updatedAt, "updatedAt");
        requireNonNull(toldAt, "toldAt");
    }

    /** Whether this is the other, or comes after it. */
    boolean isAtLeast(RecordVersion other) {
        int order = updatedAt.compareTo(other.updatedAt);
        if (order == 0 && counter != 0 && other.counter != 0) {
            order = Long.compare(counter, other.counter);
        }
        if (order == 0) {
            order = toldAt.compareTo(other.toldAt);
        }
        return (order == 0 ? Long.compare(receipt, other.receipt) : order) >= 0;
    }

    RecordVersion at(long place) {
        return new RecordVersion(updatedAt, counter, toldAt, place);
    }
}
