package io.atrium.integration.webhook;

import io.atrium.kit.json.Storable;
import io.atrium.kit.paging.Cursor;
import io.atrium.kit.paging.KeyColumn;
import io.atrium.kit.paging.Keyset;
import io.atrium.kit.paging.Paging;
import io.atrium.kit.paging.TimeRange;
import io.atrium.kit.sql.BoundedWalk;
import io.atrium.kit.sql.SqlConditions;
import io.atrium.kit.sql.SqlRows;
import io.atrium.kit.sql.WalkBound;
import io.atrium.kit.sql.Walked;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What requests read and replay of the event store, on the connection of their tenant transaction. */
@ApplicationScoped
class WebhookEventRepository {

    static final Keyset LIST = Keyset.of("webhook-events", KeyColumn.timestamp(), KeyColumn.uuid());

    private static final String SUMMARIES = "SELECT " + WebhookEventRows.SUMMARY + " FROM webhook_event";
    private static final String WHOLE = "SELECT " + WebhookEventRows.ALL + " FROM webhook_event";
    private static final String ENDED = "SELECT " + WebhookEventRows.ENDED + " FROM webhook_event";
    private static final String NEWEST_FIRST = "received_at DESC, event_id DESC";

    // Its month is named, so that the others are not looked through.
    private static final String REPLAY = """
            UPDATE webhook_event
               SET state = 'RETRY', outcome = NULL, attempts = 0, due_at = clock_timestamp(),
                   finished_at = NULL, version = version + 1
             WHERE state IN ('PROCESSED', 'DEAD') AND event_id = $1 AND received_at = $2""";

    private static final String REPLAY_MANY = """
            UPDATE webhook_event
               SET state = 'RETRY', outcome = NULL, attempts = 0, due_at = clock_timestamp(),
                   finished_at = NULL, version = version + 1
             WHERE state IN ('PROCESSED', 'DEAD') AND received_at BETWEEN $2 AND $3
               AND event_id = ANY ($1::uuid[])""";

    // No more than so many events, the newest ones: since says how far back these go. A bundle counts as one row, of as
    // many parked events as it has.
    private static final String STATS = """
            SELECT source,
                   cast(coalesce(sum(n) FILTER (WHERE state = 'PROCESSED'), 0) AS bigint) AS processed,
                   cast(coalesce(sum(n) FILTER (WHERE state = 'RETRY'), 0) AS bigint) AS retry,
                   cast(coalesce(sum(n) FILTER (WHERE state = 'PARKED'), 0) AS bigint) AS parked,
                   cast(coalesce(sum(n) FILTER (WHERE state = 'DEAD'), 0) AS bigint) AS dead,
                   coalesce(sum(attempts), 0) AS attempts,
                   cast(percentile_disc(0.5) WITHIN GROUP (ORDER BY ms) AS float8) AS p50,
                   cast(percentile_disc(0.95) WITHIN GROUP (ORDER BY ms) AS float8) AS p95,
                   cast(percentile_disc(0.99) WITHIN GROUP (ORDER BY ms) AS float8) AS p99,
                   count(*) AS events,
                   min(received_at) AS oldest
              FROM ((SELECT source, state, jsonb_array_length(attempt_log) AS attempts, received_at, 1 AS n,
                            CASE WHEN state = 'PROCESSED' THEN took_ms END AS ms
                       FROM webhook_event
                      WHERE received_at >= $1 AND ($2::text = '' OR source = $2)
                      ORDER BY received_at DESC, event_id DESC
                      LIMIT $3)
                    UNION ALL
                    SELECT source, 'PARKED', 0, received_at, events, NULL
                      FROM webhook_bundle
                     WHERE received_at >= $1 AND ($2::text = '' OR source = $2)) e
             GROUP BY GROUPING SETS ((source), ())
             ORDER BY source NULLS LAST""";

    private static final String SIZE = """
            SELECT cast(octet_length(payload) + pg_column_size(attempt_log) AS bigint) AS size
              FROM webhook_event WHERE event_id = $1 ORDER BY received_at DESC LIMIT 1""";

    private static final String OLDEST_WAITING = """
            SELECT least((SELECT min(received_at) FROM webhook_event
                           WHERE state IN ('RETRY', 'PARKED') AND ($1::text = '' OR source = $1)),
                         (SELECT min(received_at) FROM webhook_bundle WHERE $1::text = '' OR source = $1)) AS oldest""";

    private final WalkBound bound;

    WebhookEventRepository(WebhookConfig config) {
        this.bound = new WalkBound(config.listScanLimit(), Long.MAX_VALUE);
    }

    /** Of the events in the order of their receipt a bounded number is looked at for those that meet the filter. */
    Uni<Walked<WebhookEventSummary>> list(
            SqlConnection connection, WebhookFilter filter, Optional<WebhookState> wanted, Paging page) {
        TimeRange received = filter.received();
        SqlConditions base = new SqlConditions()
                .andIfGiven("received_at >= %s", received.since().orElse(null))
                .andIfGiven("received_at < %s", received.until().orElse(null));
        wanted.ifPresent(v -> base.and(partition(v)));
        page.after()
                .ifPresent(cursor -> base.and("(received_at, event_id) < (%s, %s)", cursor.instant(0), cursor.uuid(1)));
        SqlConditions conditions = new SqlConditions()
                .andIfGiven("source = %s", filter.source().orElse(null))
                .andIfGiven("type = %s", filter.type().orElse(null))
                .andIfGiven("state = %s", wanted.map(Enum::name).orElse(null));
        return new BoundedWalk(SUMMARIES, base, NEWEST_FIRST, conditions, false)
                .walk(connection, bound, page.fetch(), WebhookEventRows.SUMMARY, "", WebhookEventRows::summary);
    }

    /** Literal states beside the parameter: from them a kept plan knows its partition and the index of the dead. */
    private static String in(WebhookState state) {
        return partition(state) + " AND state = %s";
    }

    /** The states that are stored together with one, or that have an index of their own. */
    private static String partition(WebhookState state) {
        return switch (state) {
            case DEAD -> "state = 'DEAD'";
            case PROCESSED -> "state IN ('PROCESSED', 'DEAD')";
            case RETRY, PARKED -> "state IN ('RETRY', 'PARKED')";
        };
    }

    static Cursor key(WebhookEventSummary last) {
        return Cursor.of(last.receivedAt(), last.id());
    }

    /** Bytes of the event's payload and log; 0 when there is no such event. */
    Uni<Long> size(SqlConnection connection, UUID eventId) {
        return connection
                .preparedQuery(SIZE)
                .execute(Tuple.of(eventId))
                .map(rows -> SqlRows.first(rows, row -> row.getLong("size")).orElse(0L));
    }

    /** Of an event that was delivered again after the inbox had forgotten it, the last one. */
    Uni<Optional<StoredWebhook>> find(SqlConnection connection, UUID eventId) {
        return new SqlConditions()
                .and("event_id = %s", eventId)
                .list(connection, WHOLE, NEWEST_FIRST, 1, WebhookEventRows::all)
                .map(rows -> rows.stream().findFirst());
    }

    /** Answers whether the event was one that is not waiting already. */
    Uni<Boolean> replay(SqlConnection connection, UUID eventId, Instant receivedAt) {
        return connection
                .preparedQuery(REPLAY)
                .execute(Tuple.of(eventId, receivedAt.atOffset(ZoneOffset.UTC)))
                .map(rows -> rows.rowCount() == 1);
    }

    /** One more than the filter's limit, when there are so many: then there are more. */
    Uni<List<EndedEvent>> ended(SqlConnection connection, ReplayRequest filter) {
        WebhookState wanted = filter.wanted();
        return new SqlConditions()
                .and(in(wanted), wanted.name())
                .andIfGiven("source = %s", filter.source())
                .andIfGiven("type = %s", filter.type() == null ? null : Storable.plain(filter.type()))
                .andIfGiven("received_at >= %s", filter.since())
                .andIfGiven("received_at < %s", filter.until())
                .list(connection, ENDED, "received_at, event_id", filter.most() + 1, WebhookEventRows::ended);
    }

    /**
     * Answers how many were not waiting already.
     *
     * @param events in the order of their receipt
     */
    Uni<Integer> replay(SqlConnection connection, List<EndedEvent> events) {
        if (events.isEmpty()) {
            return Uni.createFrom().item(0);
        }
        return connection
                .preparedQuery(REPLAY_MANY)
                .execute(Tuple.tuple()
                        .addArrayOfUUID(events.stream().map(EndedEvent::eventId).toArray(UUID[]::new))
                        .addOffsetDateTime(events.get(0).receivedAt().atOffset(ZoneOffset.UTC))
                        .addOffsetDateTime(
                                events.get(events.size() - 1).receivedAt().atOffset(ZoneOffset.UTC)))
                .map(RowSet::rowCount);
    }

    /** @param most events, the newest ones */
    Uni<List<Row>> stats(SqlConnection connection, Optional<String> source, Instant since, int most) {
        return connection
                .preparedQuery(STATS)
                .execute(Tuple.of(since.atOffset(ZoneOffset.UTC), source.orElse(""), most))
                .map(rows -> SqlRows.all(rows, row -> row));
    }

    Uni<Optional<Instant>> oldestWaiting(SqlConnection connection, Optional<String> source) {
        return connection
                .preparedQuery(OLDEST_WAITING)
                .execute(Tuple.of(source.orElse("")))
                .map(rows -> SqlRows.first(rows, row -> SqlRows.instant(row, "oldest")));
    }
}
