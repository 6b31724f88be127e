package io.atrium.integration.webhook;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Writes of the event store: what the inbox does not know is stored, and only that. */
@ApplicationScoped
class WebhookStore {

    // held: of the organizations asked for ($16), those that have bundles. Their events are neither claimed nor stored
    // here, as they come behind what is in there. fresh: the events that nobody has claimed. An event is parked when
    // one
    // of its chain waits: in its organization's backlog (w is true), or behind one that failed (w is false).
    // What is the same for all events of a batch is made once: making JSON for each cost a tenth of the statement.
    // The driver does not cache statements of more than 2,048 characters: hence the short names.
    private static final String INSERT = """
            WITH held AS MATERIALIZED (
                SELECT o FROM unnest($16::uuid[]) AS u (o)
                 WHERE EXISTS (SELECT FROM webhook_bundle q WHERE q.organization_id = o)),
            fresh AS MATERIALIZED (
                SELECT f.* FROM (SELECT array_agg(o) AS a, array_agg(e) AS b FROM unnest($1::uuid[], $2::uuid[]) u (o, e)
                  WHERE o NOT IN (SELECT o FROM held)) q, webhook_claim(a, b) AS f (o, e)),
            clock AS MATERIALIZED (
                SELECT h, jsonb_build_array(jsonb_build_object('at', h, 'error', NULL)) AS g
                  FROM (SELECT clock_timestamp() AS h) q),
            stored AS (
            INSERT INTO webhook_event (organization_id, event_id, source, chain, type, entity_id, provider_event_id,
              client_ip, content_type, payload, received_at, state, reason, outcome, detail, backlog, attempts,
              attempt_log, finished_at, ended_at, took_ms)
            SELECT o, e, s, c, t, y, p, i, m, b, r, x, f, CASE WHEN x = 'PROCESSED' THEN u END, d, x = 'PARKED' AND w,
              (x <> 'PARKED')::int, CASE WHEN x = 'PARKED' THEN '[]'::jsonb WHEN f IS NULL THEN g
                ELSE jsonb_build_array(jsonb_build_object('at', h, 'error', f)) END,
              CASE WHEN x <> 'PARKED' THEN h END, CASE WHEN x <> 'PARKED' THEN h END,
              CASE WHEN x = 'PROCESSED' THEN greatest(0, date_part('epoch', h - r) * 1000) END
              FROM (SELECT n.*, v.w, h, g, CASE WHEN z = 'PROCESSED' AND w IS NOT NULL THEN 'PARKED' ELSE z END AS x
                FROM unnest($1, $2, $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[],
                  $10::bytea[], $11::timestamptz[], $12::text[], $13::text[], $14::text[], $15::text[])
                  WITH ORDINALITY AS n (o, e, s, c, t, y, p, i, m, b, r, z, f, u, d, place)
                JOIN fresh USING (o, e) CROSS JOIN clock
                LEFT JOIN LATERAL (SELECT q.backlog AS w FROM webhook_event q
                  WHERE q.organization_id = o AND q.chain = c AND q.state IN ('RETRY', 'PARKED')
                  ORDER BY q.sequence LIMIT 1) v ON true ORDER BY place) k
            ON CONFLICT DO NOTHING
            RETURNING event_id, state, sequence, backlog)
            SELECT * FROM stored UNION ALL SELECT o, NULL, NULL, NULL FROM held""";

    // Of events that webhook_receive has claimed: none of their organization waits. The key has no conflict to expect.
    private static final String INSERT_CLAIMED = """
            INSERT INTO webhook_event (organization_id, event_id, source, chain, type, entity_id, provider_event_id,
              client_ip, content_type, payload, received_at, state, reason, outcome, detail, sequence, attempts,
              attempt_log, finished_at, ended_at, took_ms)
            OVERRIDING SYSTEM VALUE
            SELECT o, e, s, c, t, y, p, i, m, b, r, z, f, u, d, n, 1,
              CASE WHEN f IS NULL THEN g ELSE jsonb_build_array(jsonb_build_object('at', h, 'error', f)) END,
              h, h, CASE WHEN z = 'PROCESSED' THEN greatest(0, date_part('epoch', h - r) * 1000) END
              FROM (SELECT h, jsonb_build_array(jsonb_build_object('at', h, 'error', NULL)) AS g
                      FROM (SELECT clock_timestamp() AS h OFFSET 0) q OFFSET 0) clock
              CROSS JOIN unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[],
                $8::text[], $9::text[], $10::bytea[], $11::timestamptz[], $12::text[], $13::text[], $14::text[],
                $15::text[], $16::bigint[]) AS k (o, e, s, c, t, y, p, i, m, b, r, z, f, u, d, n)""";

    private static final String SUPERSEDED = """
            UPDATE webhook_event e SET outcome = 'superseded'
              FROM unnest($1::uuid[], $2::uuid[], $3::timestamptz[]) AS s (organization_id, event_id, received_at)
             WHERE e.organization_id = s.organization_id AND e.event_id = s.event_id
               AND e.received_at = s.received_at AND e.state = 'PROCESSED'""";

    private static final String INSERT_FAILED = """
            INSERT INTO webhook_event (organization_id, event_id, source, chain, type, entity_id, provider_event_id,
                                       client_ip, content_type, payload, received_at, state, reason, attempts,
                                       attempt_log, due_at, finished_at, ended_at, detail)
            SELECT f.organization_id, f.event_id, $3::text, $4::text, $5::text, $6::text, $7::text, $8::text, $9::text,
                   $10::bytea, $11::timestamptz, $12::text, $13::text, 1,
                   jsonb_build_array(jsonb_build_object('at', clock_timestamp(), 'error', $13::text)),
                   CASE WHEN $12 = 'RETRY' THEN clock_timestamp() + make_interval(secs => $14) END,
                   CASE WHEN $12 = 'DEAD' THEN clock_timestamp() END,
                   CASE WHEN $12 = 'DEAD' THEN clock_timestamp() END, $15::text
              FROM webhook_claim(ARRAY[$1::uuid], ARRAY[$2::uuid]) f
            ON CONFLICT DO NOTHING
            RETURNING event_id""";

    /**
     * Where a new event was placed, and its place in the order of receipt.
     *
     * @param backlog of a parked one: whether it waits for its organization's turn
     */
    record Place(WebhookState state, long sequence, boolean backlog) {}

    /**
     * What inserting came to.
     *
     * @param places of the events that are new
     * @param held organizations of which nothing was stored, as they have bundles
     */
    record Placed(Map<UUID, Place> places, Set<UUID> held) {}

    /**
     * Inserts what is new.
     *
     * @param events each once: the inbox tells events from each other, not two deliveries of one in here
     * @param behindBundles organizations whose events are to come behind their bundles, where they have some
     */
    Uni<Placed> insert(SqlConnection connection, List<Interpretation> events, Collection<UUID> behindBundles) {
        Tuple values = values(events).addArrayOfUUID(behindBundles.toArray(UUID[]::new));
        return connection.preparedQuery(INSERT).execute(values).map(WebhookStore::placed);
    }

    /**
     * Inserts events that {@link WebhookInbox} has claimed and found new, with their first state.
     *
     * @param sequences of the events, in their order
     */
    Uni<Void> insertClaimed(SqlConnection connection, List<Interpretation> events, Long[] sequences) {
        return events.isEmpty()
                ? Uni.createFrom().voidItem()
                : connection
                        .preparedQuery(INSERT_CLAIMED)
                        .execute(values(events).addArrayOfLong(sequences))
                        .replaceWithVoid();
    }

    private static Tuple values(List<Interpretation> events) {
        return Tuple.tuple()
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
    }

    private static Placed placed(RowSet<Row> rows) {
        Map<UUID, Place> places = new HashMap<>();
        Set<UUID> held = new HashSet<>();
        for (Row row : rows) {
            String state = row.getString(1);
            if (state == null) {
                held.add(row.getUUID(0));
            } else {
                places.put(row.getUUID(0), new Place(WebhookState.valueOf(state), row.getLong(2), row.getBoolean(3)));
            }
        }
        return new Placed(places, held);
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
                        .addArrayOfUUID(column(events, e -> e.webhook().eventId(), UUID[]::new))
                        .addArrayOfOffsetDateTime(
                                column(events, e -> e.webhook().receivedAt(), OffsetDateTime[]::new)))
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

    private static double seconds(Duration delay) {
        return delay.toMillis() / 1000.0;
    }

    private static <T> @Nullable T[] column(
            List<Interpretation> events,
            Function<Interpretation, @Nullable T> value,
            IntFunction<@Nullable T[]> array) {
        @Nullable T[] column = array.apply(events.size());
        for (int i = 0; i < column.length; i++) {
            column[i] = value.apply(events.get(i));
        }
        return column;
    }
}
