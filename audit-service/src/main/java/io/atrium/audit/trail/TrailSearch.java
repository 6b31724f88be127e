package io.atrium.audit.trail;

import io.atrium.kit.paging.TimeRange;
import io.atrium.kit.sql.SqlConditions;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A page of an organization's events to be searched for.
 *
 * @param conditions on the columns of {@code audit_payloads}
 * @param indexes that have the events of one of the conditions; may be empty
 * @param inBytes whether the conditions read long values
 * @param before the seq before which the page begins
 * @param most how many events to find
 */
record TrailSearch(
        UUID organizationId,
        SqlConditions conditions,
        List<TrailIndex> indexes,
        TimeRange occurred,
        boolean inBytes,
        long before,
        int most) {

    TrailSearch {
        indexes = List.copyOf(indexes);
    }

    /** @param ownOf whose own events alone are searched; null for everybody's */
    static TrailSearch of(UUID organizationId, EventFilter filter, @Nullable UUID ownOf, long before, int most) {
        return new TrailSearch(
                organizationId,
                filter.conditions(ownOf),
                filter.indexes(ownOf),
                filter.occurred(),
                filter.words() != null,
                before,
                most);
    }

    boolean hasTimes() {
        return occurred.since().isPresent() || occurred.until().isPresent();
    }

    /** How many ways there are to look for its events: one by each index, or one by seq; and one by the times. */
    int ways() {
        return Math.max(1, indexes.size()) + (hasTimes() ? 1 : 0);
    }
}
