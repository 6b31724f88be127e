package io.atrium.integration.webhook;

import io.atrium.kit.json.Storable;
import io.atrium.kit.paging.Cursor;
import io.atrium.kit.paging.KeyColumn;
import io.atrium.kit.paging.Keyset;
import io.atrium.kit.paging.Paging;
import io.atrium.kit.paging.TimeRange;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;

/** Reads of the event store, in the current tenant transaction. */
@ApplicationScoped
class WebhookEventRepository {

    static final Keyset LIST = Keyset.of("webhook-events", KeyColumn.timestamp(), KeyColumn.uuid());

    private static final String SUMMARY = """
            select new io.atrium.integration.webhook.WebhookEventSummary(e.eventId, e.source, e.type, e.entityId, \
            e.providerEventId, e.state, e.outcome, e.reason, e.attempts, e.receivedAt, e.dueAt, e.finishedAt) \
            from WebhookEventEntity e""";

    private static final String ENDED =
            "select new io.atrium.integration.webhook.EndedEvent(e.eventId, e.chain) from WebhookEventEntity e";

    private static final String AGAIN = """
            UPDATE webhook_event
               SET state = 'RETRY', outcome = NULL, attempts = 0, due_at = clock_timestamp(),
                   finished_at = NULL, version = version + 1
             WHERE state IN ('PROCESSED', 'DEAD') AND event_id \
            """;

    private static final String REPLAY = AGAIN + "= ?1";

    private static final String REPLAY_MANY =
            AGAIN + "= ANY (SELECT unnest(CAST(string_to_array(CAST(?1 AS text), ',') AS uuid[])))";

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
                   cast(extract(epoch FROM min(received_at)) * 1000000 AS bigint) AS oldest
              FROM ((SELECT source, state, jsonb_array_length(attempt_log) AS attempts, received_at, 1 AS n,
                            CASE WHEN state = 'PROCESSED' THEN took_ms END AS ms
                       FROM webhook_event
                      WHERE received_at >= ?1 AND (?2 = '' OR source = ?2)
                      ORDER BY received_at DESC, event_id DESC
                      LIMIT ?3)
                    UNION ALL
                    SELECT source, 'PARKED', 0, received_at, events, NULL
                      FROM webhook_bundle
                     WHERE received_at >= ?1 AND (?2 = '' OR source = ?2)) e
             GROUP BY GROUPING SETS ((source), ())
             ORDER BY source NULLS LAST""";

    private static final String SIZE = """
            SELECT cast(octet_length(payload) + pg_column_size(attempt_log) AS bigint) AS size
              FROM webhook_event WHERE event_id = ?1""";

    private static final String OLDEST_WAITING = """
            SELECT cast(extract(epoch FROM least(
                       (SELECT min(received_at) FROM webhook_event
                         WHERE state IN ('RETRY', 'PARKED') AND (?1 = '' OR source = ?1)),
                       (SELECT min(received_at) FROM webhook_bundle WHERE ?1 = '' OR source = ?1)))
                   * 1000 AS bigint) AS oldest""";

    Uni<List<WebhookEventSummary>> list(WebhookFilter filter, Optional<WebhookState> wanted, Paging page) {
        List<String> conditions = new ArrayList<>();
        Map<String, Object> values = new LinkedHashMap<>();
        filter.source().ifPresent(v -> add(conditions, values, "e.source = :source", "source", v));
        wanted.ifPresent(v -> add(conditions, values, "e.state = :state", "state", v));
        filter.type().ifPresent(v -> add(conditions, values, "e.type = :type", "type", v));
        TimeRange received = filter.received();
        received.since().ifPresent(v -> add(conditions, values, "e.receivedAt >= :since", "since", v));
        received.until().ifPresent(v -> add(conditions, values, "e.receivedAt < :until", "until", v));
        page.after().ifPresent(cursor -> {
            add(conditions, values, "(e.receivedAt, e.eventId) < (:at, :id)", "at", cursor.instant(0));
            values.put("id", cursor.uuid(1));
        });
        String where = conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
        return Panache.getSession()
                .chain(session -> with(
                                session.createSelectionQuery(
                                        SUMMARY + where + " order by e.receivedAt desc, e.eventId desc",
                                        WebhookEventSummary.class),
                                values)
                        .setMaxResults(page.fetch())
                        .getResultList());
    }

    static Cursor key(WebhookEventSummary last) {
        return Cursor.of(last.receivedAt(), last.id());
    }

    /** Bytes of the event's payload and log; 0 when there is no such event. */
    Uni<Long> size(UUID eventId) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(SIZE, Long.class)
                        .setParameter(1, eventId)
                        .getSingleResultOrNull())
                .map(size -> size == null ? 0L : size);
    }

    Uni<Optional<WebhookEventEntity>> find(UUID eventId) {
        return Panache.getSession()
                .chain(session -> session.find(WebhookEventEntity.class, eventId))
                .map(Optional::ofNullable);
    }

    /** Answers whether the event was one that is not waiting already. */
    Uni<Boolean> replay(UUID eventId) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(REPLAY)
                        .setParameter(1, eventId)
                        .executeUpdate())
                .map(rows -> rows == 1);
    }

    /** One more than the filter's limit, when there are so many: then there are more. */
    Uni<List<EndedEvent>> ended(ReplayRequest filter) {
        List<String> conditions = new ArrayList<>();
        Map<String, Object> values = new LinkedHashMap<>();
        add(conditions, values, "e.state = :state", "state", filter.wanted());
        if (filter.source() != null) {
            add(conditions, values, "e.source = :source", "source", filter.source());
        }
        if (filter.type() != null) {
            add(conditions, values, "e.type = :type", "type", Storable.plain(filter.type()));
        }
        if (filter.since() != null) {
            add(conditions, values, "e.receivedAt >= :since", "since", filter.since());
        }
        if (filter.until() != null) {
            add(conditions, values, "e.receivedAt < :until", "until", filter.until());
        }
        return Panache.getSession()
                .chain(session -> with(
                                session.createSelectionQuery(
                                        ENDED + " where " + String.join(" and ", conditions)
                                                + " order by e.receivedAt, e.eventId",
                                        EndedEvent.class),
                                values)
                        .setMaxResults(filter.most() + 1)
                        .getResultList());
    }

    /** Answers how many were not waiting already. */
    Uni<Integer> replay(List<UUID> eventIds) {
        if (eventIds.isEmpty()) {
            return Uni.createFrom().item(0);
        }
        String ids = eventIds.stream().map(UUID::toString).collect(Collectors.joining(","));
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(REPLAY_MANY)
                        .setParameter(1, ids)
                        .executeUpdate());
    }

    /** @param most events, the newest ones */
    Uni<List<Tuple>> stats(Optional<String> source, Instant since, int most) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(STATS, Tuple.class)
                        .setParameter(1, since)
                        .setParameter(2, source.orElse(""))
                        .setParameter(3, most)
                        .getResultList());
    }

    Uni<Optional<Instant>> oldestWaiting(Optional<String> source) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(OLDEST_WAITING, Long.class)
                        .setParameter(1, source.orElse(""))
                        .getSingleResultOrNull())
                .map(millis -> Optional.ofNullable(millis).map(Instant::ofEpochMilli));
    }

    private static void add(
            List<String> conditions, Map<String, Object> values, String condition, String name, Object value) {
        conditions.add(condition);
        values.put(name, value);
    }

    private static <T> Mutiny.SelectionQuery<T> with(Mutiny.SelectionQuery<T> query, Map<String, Object> values) {
        values.forEach(query::setParameter);
        return query;
    }
}
