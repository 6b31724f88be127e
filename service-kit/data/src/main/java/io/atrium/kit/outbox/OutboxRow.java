package io.atrium.kit.outbox;

import io.vertx.mutiny.sqlclient.Row;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A message as it waits, its data as JSON text. */
record OutboxRow(
        long seq,
        UUID id,
        String topic,
        String key,
        String type,
        @Nullable UUID organizationId,
        @Nullable String subject,
        OffsetDateTime occurredAt,
        @Nullable String data) {

    static final String SELECT = """
            SELECT seq, id, topic, message_key, type, organization_id, subject, occurred_at, data::text AS data
              FROM atrium.outbox ORDER BY seq LIMIT $1""";

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
                row.getString("data"));
    }
}
