package io.atrium.audit.trail;

import io.atrium.audit.chain.AuditColumn;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a list shows of an event, read without its record.
 *
 * @param columns null what was erased or never there
 */
record EventRow(
        long seq, UUID eventId, Instant recordedAt, boolean clockSkew, Map<AuditColumn, @Nullable Object> columns) {

    boolean isErased() {
        return columns.get(AuditColumn.ACTION) == null;
    }
}
