package io.atrium.audit.ingest;

import static java.util.Objects.requireNonNull;

import io.atrium.audit.chain.AuditColumn;
import io.atrium.audit.chain.AuditRecord;
import io.atrium.kit.inbox.InboxEntry;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One event of the topic, not yet in a chain. It holds text, not the tree that was read: a tree takes up to thirty times
 * the memory.
 *
 * @param sentAt the time of its Kafka record
 * @param canonical the record's one form
 * @param columns what stands beside the record, as verification will read it from the canonical form
 * @param traceParent of the trace that it belongs to, as long as it comes off its topic
 */
record Change(
        UUID organizationId,
        UUID eventId,
        Instant occurredAt,
        Instant sentAt,
        String canonical,
        Map<AuditColumn, @Nullable Object> columns,
        @Nullable String traceParent) {

    static Change of(AuditRecord.Canonical canonical, Instant sentAt, @Nullable String traceParent) {
        AuditRecord record = canonical.record();
        Map<AuditColumn, @Nullable Object> columns = AuditColumn.of(record);
        OffsetDateTime occurredAt = (OffsetDateTime) requireNonNull(columns.get(AuditColumn.OCCURRED_AT));
        return new Change(
                record.change().organizationId(),
                record.eventId(),
                occurredAt.toInstant(),
                sentAt,
                canonical.text(),
                columns,
                traceParent);
    }

    InboxEntry inboxEntry() {
        return new InboxEntry(organizationId, eventId);
    }
}
