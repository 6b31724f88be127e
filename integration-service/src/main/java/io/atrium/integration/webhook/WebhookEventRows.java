package io.atrium.integration.webhook;

import io.atrium.kit.sql.SqlRows;
import io.vertx.mutiny.sqlclient.Row;

/** Columns of the event store as the API's queries select them, and the records they make. */
final class WebhookEventRows {

    static final String SUMMARY = """
            event_id, source, type, entity_id, provider_event_id, state, outcome, reason, attempts, received_at, due_at, \
            finished_at""";

    static final String ALL =
            SUMMARY + ", chain, client_ip, content_type, payload, detail, attempt_log::text AS attempt_log";

    static final String ENDED = "event_id, received_at, chain, octet_length(payload) AS bytes";

    private WebhookEventRows() {}

    static WebhookEventSummary summary(Row row) {
        String outcome = row.getString("outcome");
        return new WebhookEventSummary(
                row.getUUID("event_id"),
                row.getString("source"),
                row.getString("type"),
                row.getString("entity_id"),
                row.getString("provider_event_id"),
                WebhookState.valueOf(row.getString("state")),
                outcome == null ? null : WebhookOutcome.of(outcome),
                row.getString("reason"),
                row.getInteger("attempts"),
                row.getOffsetDateTime("received_at").toInstant(),
                SqlRows.instant(row, "due_at"),
                SqlRows.instant(row, "finished_at"));
    }

    static StoredWebhook all(Row row) {
        return new StoredWebhook(
                summary(row),
                row.getString("chain"),
                row.getString("client_ip"),
                row.getString("content_type"),
                row.getBuffer("payload").getBytes(),
                row.getString("detail"),
                row.getString("attempt_log"));
    }

    static EndedEvent ended(Row row) {
        return new EndedEvent(
                row.getUUID("event_id"),
                row.getOffsetDateTime("received_at").toInstant(),
                row.getString("chain"),
                row.getInteger("bytes"));
    }
}
