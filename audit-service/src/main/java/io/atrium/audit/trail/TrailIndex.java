package io.atrium.audit.trail;

import io.atrium.kit.sql.SqlConditions;
import java.util.UUID;

/**
 * The events that have one value in one column, in the order of the index on {@code (organization_id, column, seq)}.
 *
 * @param column of {@code audit_payloads}
 */
record TrailIndex(String column, String value) {

    /** Not an equality of the column: with one, the primary key would have the same order. */
    SqlConditions before(UUID organizationId, long seq) {
        return new SqlConditions()
                .and("organization_id = %s", organizationId)
                .and("(" + column + ", seq) < (%s, %s)", value, seq)
                .and("(" + column + ", seq) > (%s, 0)", value);
    }

    String newestFirst() {
        return column + " DESC, seq DESC";
    }
}
