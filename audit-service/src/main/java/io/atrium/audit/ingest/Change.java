package io.atrium.audit.ingest;

import io.atrium.audit.chain.AuditRecord;
import io.atrium.kit.inbox.InboxEntry;
import java.time.Instant;
import java.util.UUID;

/**
 * One event of the topic, not yet in a chain.
 *
 * @param sentAt the time of its Kafka record
 */
record Change(AuditRecord record, Instant sentAt) {
    UUID organizationId() {
        return record.organizationId();
    }

    InboxEntry inboxEntry() {
        return new InboxEntry(record.organizationId(), record.eventId());
    }
}
