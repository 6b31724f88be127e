package io.atrium.integration.webhook;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Writes of the event store. Inserting is what decides that an event is new. */
@ApplicationScoped
class WebhookStore {

    // An event whose chain has one waiting is parked behind it, in the statement that inserts it.
    private static final String INSERT = """
            INSERT INTO webhook_event (organization_id, event_id, source, chain, type, entity_id, provider_event_id,
                                       client_ip, content_type, payload, received_at, state, reason, outcome,
                                       detail, attempts, attempt_log, finished_at)
            SELECT organization_id, event_id, source, chain, type, entity_id, provider_event_id, client_ip,
                   content_type, payload, received_at, placed, reason,
                   CASE WHEN placed = 'PROCESSED' THEN outcome END, detail,
                   CASE WHEN placed = 'PARKED' THEN 0 ELSE 1 END,
                   CASE WHEN placed = 'PARKED' THEN '[]'::jsonb
                        ELSE jsonb_build_array(jsonb_build_object('at', clock_timestamp(), 'error', reason)) END,
                   CASE WHEN placed = 'PARKED' THEN NULL ELSE clock_timestamp() END
              FROM (SELECT i.*, CASE WHEN i.state = 'PROCESSED' AND EXISTS (
                                         SELECT 1 FROM webhook_event w
                                          WHERE w.organization_id = i.organization_id AND w.chain = i.chain
                                            AND w.state IN ('RETRY', 'PARKED'))
                                     THEN 'PARKED' ELSE i.state END AS placed
                      FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[],
                                  $8::text[], $9::text[], $10::bytea[], $11::timestamptz[], $12::text[], $13::text[],
                                  $14::text[], $15::text[])
                           WITH ORDINALITY
                           AS i (organization_id, event_id, source, chain, type, entity_id, provider_event_id,
                                 client_ip, content_type, payload, received_at, state, reason, outcome, detail,
                                 position)
                     ORDER BY position) n
            ON CONFLICT (organization_id, event_id) DO NOTHING
            RETURNING event_id, state, sequence""";

    private static final String SUPERSEDED = """
            UPDATE webhook_event e SET outcome = 'superseded'
              FROM unnest($1::uuid[], $2::uuid[]) AS s (organization_id, event_id)
             WHERE e.organization_id = s.organization_id AND e.event_id = s.event_id""";

    private static final String INSERT_FAILED = """
            INSERT INTO webhook_event (organization_id, event_id, source, chain, type, entity_id, provider_event_id,
                                       client_ip, content_type, payload, received_at, state, reason, attempts,
                                       attempt_log, due_at, finished_at, detail)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, 1,
                    jsonb_build_array(jsonb_build_object('at', clock_timestamp(), 'error', $13::text)),
                    CASE WHEN $12 = 'RETRY' THEN clock_timestamp() + make_interval(secs => $14) END,
                    CASE WHEN $12 = 'DEAD' THEN clock_timestamp() END, $15)
            ON CONFLICT (organization_id, event_id) DO NOTHING
            RETURNING event_id""";

    private static final String HEAD = """
            SELECT event_id, source, provider_event_id, entity_id, client_ip, content_type, payload, received_at,
                   attempts, sequence
              FROM webhook_event
             WHERE organization_id = $1 AND chain = $2 AND state IN ('RETRY', 'PARKED')
             ORDER BY sequence LIMIT 1 FOR UPDATE""";

    private static final String ATTEMPTED = """
            UPDATE webhook_event
               SET state = $3, reason = $4, outcome = $6, detail = $7, attempts = attempts + 1, version = version + 1,
                   attempt_log = attempt_log || jsonb_build_array(
                       jsonb_build_object('at', clock_timestamp(), 'error', $4::text)),
                   due_at = CASE WHEN $3 = 'RETRY' THEN clock_timestamp() + make_interval(secs => $5) END,
                   finished_at = CASE WHEN $3 = 'RETRY' THEN NULL ELSE clock_timestamp() END
             WHERE organization_id = $1 AND event_id = $2""";

    /** The first event of a chain that waits, and how often it has been tried. */
    record Head(ReceivedWebhook webhook, int attempts, long sequence) {}

    /** Where a new event was placed, and its place in the order of receipt. */
    record Placed(WebhookState state, long sequence) {}

    /** Inserts what is new; answers the new ones and where they were placed. */
    Uni<Map<UUID, Placed>> insert(SqlConnection connection, List<Interpretation> events) {
        Tuple values = Tuple.tuple()
                .addArrayOfUUID(column(events, e -> e.webhook().organizationId(), UUID[]::new))
                .addArrayOfUUID(column(events, e -> e.webhook().eventId(), UUID[]::new))
                .addArrayOfString(column(events, e -> e.webhook().source(), String[]::new))
                .addArrayOfString(column(events, Interpretation::chain, String[]::new))
                .addArrayOfString(column(events, Interpretation::type, String[]::new))
                .addArrayOfString(column(events, Interpretation::entityId, String[]::new))
                .addArrayOfString(column(events, e -> e.webhook().providerEventId(), String[]::new))
                .addArrayOfString(column(events, e -> e.webhook().clientIp(), String[]::new))
                .addArrayOfString(column(events, e -> e.webhook().contentType(), String[]::new))
                .addValue(column(events, e -> Buffer.buffer(e.webhook().payload()), Buffer[]::new))
                .addArrayOfOffsetDateTime(column(events, e -> e.webhook().receivedAt(), OffsetDateTime[]::new))
                .addArrayOfString(column(events, e -> e.firstState().name(), String[]::new))
                .addArrayOfString(column(events, Interpretation::fault, String[]::new))
                .addArrayOfString(column(events, e -> WebhookOutcome.text(e.firstOutcome()), String[]::new))
                .addArrayOfString(column(events, Interpretation::detail, String[]::new));
        return connection.preparedQuery(INSERT).execute(values).map(rows -> {
            Map<UUID, Placed> placed = new HashMap<>();
            for (Row row : rows) {
                placed.put(
                        row.getUUID("event_id"),
                        new Placed(WebhookState.valueOf(row.getString("state")), row.getLong("sequence")));
            }
            return placed;
        });
    }

    /** Notes of processed events that they changed nothing. */
    Uni<Void> superseded(SqlConnection connection, List<Interpretation> events) {
        if (events.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return connection
                .preparedQuery(SUPERSEDED)
                .execute(Tuple.tuple()
                        .addArrayOfUUID(column(events, e -> e.webhook().organizationId(), UUID[]::new))
                        .addArrayOfUUID(column(events, e -> e.webhook().eventId(), UUID[]::new)))
                .replaceWithVoid();
    }

    /** Inserts one event whose effect failed; answers whether it was new. */
    Uni<Boolean> insertFailed(
            SqlConnection connection, Interpretation event, WebhookState state, String reason, Duration delay) {
        ReceivedWebhook webhook = event.webhook();
        Tuple values = Tuple.tuple()
                .addUUID(webhook.organizationId())
                .addUUID(webhook.eventId())
                .addString(webhook.source())
                .addString(event.chain())
                .addString(event.type())
                .addString(event.entityId())
                .addString(webhook.providerEventId())
                .addString(webhook.clientIp())
                .addString(webhook.contentType())
                .addValue(Buffer.buffer(webhook.payload()))
                .addOffsetDateTime(webhook.receivedAt())
                .addString(state.name())
                .addString(reason)
                .addDouble(seconds(delay))
                .addString(event.detail());
        return connection.preparedQuery(INSERT_FAILED).execute(values).map(rows -> rows.size() == 1);
    }

    Uni<Optional<Head>> head(SqlConnection connection, UUID organizationId, String chain) {
        return connection
                .preparedQuery(HEAD)
                .execute(Tuple.of(organizationId, chain))
                .map(rows -> rows.iterator().hasNext()
                        ? Optional.of(head(organizationId, rows.iterator().next()))
                        : Optional.empty());
    }

    Uni<Void> attempted(
            SqlConnection connection,
            Interpretation event,
            WebhookState state,
            @Nullable WebhookOutcome outcome,
            @Nullable String error,
            Duration delay) {
        ReceivedWebhook webhook = event.webhook();
        return connection
                .preparedQuery(ATTEMPTED)
                .execute(Tuple.tuple()
                        .addUUID(webhook.organizationId())
                        .addUUID(webhook.eventId())
                        .addString(state.name())
                        .addString(error)
                        .addDouble(seconds(delay))
                        .addString(WebhookOutcome.text(outcome))
                        .addString(event.detail()))
                .replaceWithVoid();
    }

    private static Head head(UUID organizationId, Row row) {
        return new Head(
                new ReceivedWebhook(
                        organizationId,
                        row.getUUID("event_id"),
                        row.getString("source"),
                        row.getString("provider_event_id"),
                        row.getString("entity_id"),
                        row.getString("client_ip"),
                        row.getString("content_type"),
                        row.getBuffer("payload").getBytes(),
                        row.getOffsetDateTime("received_at")),
                row.getInteger("attempts"),
                row.getLong("sequence"));
    }

    private static double seconds(Duration delay) {
        return delay.toMillis() / 1000.0;
    }

    private static <T> @Nullable T[] column(
            List<Interpretation> events,
            Function<Interpretation, @Nullable T> value,
            IntFunction<@Nullable T[]> array) {
        return events.stream().map(value).toArray(array);
    }
}
