package io.atrium.kit.outbox;

import io.atrium.contracts.Topics;
import io.vertx.mutiny.sqlclient.Row;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message as it waits.
 *
 * @param traceParent of the trace that wrote the message, if one did
 * @param attempts how often it failed by its own fault
 * @param length of the data as JSON text, in bytes; 0 when it was not read
 * @param data as JSON text; null for a tombstone, and for data that is too long or has failed too often to be read
 * @param tombstone whether there is no data
 */
record OutboxRow(
        long seq,
        UUID id,
        String topic,
        String key,
        String type,
        @Nullable UUID organizationId,
        @Nullable String subject,
        OffsetDateTime occurredAt,
        @Nullable String traceParent,
        int attempts,
        boolean tombstone,
        long length,
        @Nullable String data) {

    static OutboxRow of(Row row) {
        return new OutboxRow(
                row.getLong("seq"),
                row.getUUID("id"),
                row.getString("topic"),
                row.getString("message_key"),
                row.getString("type"),
                row.getUUID("organization_id"),
                row.getString("subject"),
                row.getOffsetDateTime("occurred_at"),
                row.getString("trace_parent"),
                row.getInteger("attempts"),
                row.getBoolean("tombstone"),
                row.getLong("length"),
                row.getString("data"));
    }

    /** The length of several messages, of each at most so many bytes. */
    static long bytes(Collection<OutboxRow> rows, long most) {
        return rows.stream().mapToLong(row -> Math.min(row.length(), most)).sum();
    }

    /** Whether it tells the current state of its key, which must not be left out. */
    boolean isState() {
        return isState(topic);
    }

    static boolean isState(String topic) {
        return Topics.COMPACTED.contains(topic);
    }

    static boolean isChange(String topic) {
        return topic.equals(Topics.CHANGES);
    }

    boolean isChange() {
        return isChange(topic);
    }
}
