package io.atrium.integration.webhook;

import static java.util.Objects.requireNonNull;

import jakarta.persistence.Tuple;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Columns of the event store as the API's queries select them, and the records they make. Times are microseconds. */
final class WebhookEventRows {

    static final String SUMMARY = """
            cast(event_id AS text) AS event_id, source, type, entity_id, provider_event_id, state, outcome, reason, \
            attempts, cast(extract(epoch FROM received_at) * 1000000 AS bigint) AS received_at, \
            cast(extract(epoch FROM due_at) * 1000000 AS bigint) AS due_at, \
            cast(extract(epoch FROM finished_at) * 1000000 AS bigint) AS finished_at""";

    static final String ALL =
            SUMMARY + ", chain, client_ip, content_type, payload, detail, cast(attempt_log AS text) AS attempt_log";

    static final String ENDED = """
            cast(event_id AS text) AS event_id, chain, \
            cast(extract(epoch FROM received_at) * 1000000 AS bigint) AS received_at""";

    private WebhookEventRows() {}

    static WebhookEventSummary summary(Tuple row) {
        String outcome = text(row, "outcome");
        return new WebhookEventSummary(
                id(row),
                required(row, "source"),
                text(row, "type"),
                text(row, "entity_id"),
                required(row, "provider_event_id"),
                WebhookState.valueOf(required(row, "state")),
                outcome == null ? null : WebhookOutcome.of(outcome),
                text(row, "reason"),
                ((Number) row.get("attempts")).intValue(),
                requireNonNull(time(row, "received_at"), "received_at"),
                time(row, "due_at"),
                time(row, "finished_at"));
    }

    static StoredWebhook all(Tuple row) {
        return new StoredWebhook(
                summary(row),
                required(row, "chain"),
                text(row, "client_ip"),
                text(row, "content_type"),
                row.get("payload", byte[].class),
                text(row, "detail"),
                text(row, "attempt_log"));
    }

    static EndedEvent ended(Tuple row) {
        return new EndedEvent(id(row), requireNonNull(time(row, "received_at"), "received_at"), required(row, "chain"));
    }

    private static UUID id(Tuple row) {
        return UUID.fromString(required(row, "event_id"));
    }

    private static String required(Tuple row, String name) {
        return requireNonNull(text(row, name), name);
    }

    private static @Nullable String text(Tuple row, String name) {
        return row.get(name, String.class);
    }

    private static @Nullable Instant time(Tuple row, String name) {
        Number micros = (Number) row.get(name);
        return micros == null ? null : Instant.EPOCH.plus(micros.longValue(), ChronoUnit.MICROS);
    }
}
