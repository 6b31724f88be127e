package io.atrium.integration.webhook;

import io.atrium.kit.sql.SqlRows;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads of events that wait, and what became of attempts at their effect. Every statement names the states that wait, and
 * so touches their partition alone; an event that has ended moves to its month.
 */
@ApplicationScoped
class WaitingEvents {

    private static final String HEAD = """
            SELECT event_id, source, chain, provider_event_id, entity_id, client_ip, content_type, payload, received_at,
                   attempts, sequence, false AS blocked
              FROM webhook_event
             WHERE organization_id = $1 AND chain = $2 AND state IN ('RETRY', 'PARKED')
             ORDER BY sequence LIMIT 1 FOR UPDATE""";

    // The oldest, up to so many bytes and at least one. blocked: one of its chain has failed and waits for its retry.
    // They are read once, before anything else: joined to their table again, with statistics from before a flood, each
    // of them would be looked for among all.
    private static final String BACKLOG = """
            WITH oldest AS MATERIALIZED (
                SELECT event_id, source, chain, provider_event_id, entity_id, client_ip, content_type, payload,
                       received_at, attempts, sequence
                  FROM webhook_event
                 WHERE organization_id = $1 AND state = 'PARKED' AND backlog
                 ORDER BY sequence LIMIT $2 FOR UPDATE)
            SELECT f.*, NOT (SELECT w.backlog FROM webhook_event w
                              WHERE w.organization_id = $1 AND w.chain = f.chain AND w.state IN ('RETRY', 'PARKED')
                              ORDER BY w.sequence LIMIT 1) AS blocked
              FROM (SELECT o.*, octet_length(payload) AS size,
                           sum(octet_length(payload)) OVER (ORDER BY sequence) AS bytes
                      FROM oldest o) f
             WHERE bytes - size < $3
             ORDER BY sequence""";

    private static final String TO_CHAINS = """
            UPDATE webhook_event SET backlog = false, version = version + 1
             WHERE organization_id = $1 AND chain = ANY ($2) AND state = 'PARKED' AND backlog""";

    private static final String LOG = """
            attempt_log = CASE WHEN jsonb_array_length(attempt_log) < 100 THEN attempt_log ELSE attempt_log - 0 END
                || jsonb_build_array(jsonb_build_object('at', clock_timestamp(), 'error', %s))""";

    private static final String ATTEMPTED = """
            UPDATE webhook_event
               SET state = $3, reason = $4, outcome = $6, detail = $7, attempts = attempts + 1, version = version + 1,
                   backlog = false, %s,
                   due_at = CASE WHEN $3 = 'RETRY' THEN clock_timestamp() + make_interval(secs => $5) END,
                   finished_at = CASE WHEN $3 <> 'RETRY' THEN clock_timestamp() END,
                   ended_at = coalesce(ended_at, CASE WHEN $3 <> 'RETRY' THEN clock_timestamp() END),
                   took_ms = CASE WHEN ended_at IS NULL AND $3 = 'PROCESSED'
                                  THEN greatest(0, extract(epoch FROM clock_timestamp() - received_at) * 1000)
                                  ELSE took_ms END
             WHERE organization_id = $1 AND event_id = $2 AND state IN ('RETRY', 'PARKED')
            RETURNING old.ended_at IS NULL AS first""".formatted(LOG.formatted("$4::text"));

    private static final String ENDED = """
            UPDATE webhook_event e
               SET state = n.state, reason = n.reason, outcome = n.outcome, detail = n.detail, attempts = attempts + 1,
                   version = version + 1, backlog = false, %s,
                   due_at = NULL, finished_at = clock_timestamp(), ended_at = coalesce(ended_at, clock_timestamp()),
                   took_ms = CASE WHEN ended_at IS NULL AND n.state = 'PROCESSED'
                                  THEN greatest(0, extract(epoch FROM clock_timestamp() - received_at) * 1000)
                                  ELSE took_ms END
              FROM unnest($2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[])
                   AS n (event_id, state, reason, outcome, detail)
             WHERE e.organization_id = $1 AND e.event_id = n.event_id AND e.state IN ('RETRY', 'PARKED')
            RETURNING e.event_id, old.ended_at IS NULL AS first""".formatted(LOG.formatted("n.reason"));

    /**
     * An event that waits.
     *
     * @param attempts how often it has been tried
     * @param blocked whether it has to wait behind one of its chain
     */
    record Waiting(ReceivedWebhook webhook, String chain, int attempts, long sequence, boolean blocked) {}

    /** What an event came to. */
    record End(
            Interpretation event,
            WebhookState state,
            @Nullable WebhookOutcome outcome,
            @Nullable String reason) {}

    /** The first event of a chain that waits, locked. */
    Uni<Optional<Waiting>> head(SqlConnection connection, UUID organizationId, String chain) {
        return connection
                .preparedQuery(HEAD)
                .execute(Tuple.of(organizationId, chain))
                .map(rows -> SqlRows.first(rows, row -> waiting(organizationId, row)));
    }

    /** The oldest events of an organization's backlog, locked. */
    Uni<List<Waiting>> backlog(SqlConnection connection, UUID organizationId, int most, long bytes) {
        return connection
                .preparedQuery(BACKLOG)
                .execute(Tuple.of(organizationId, most, bytes))
                .map(rows -> SqlRows.all(rows, row -> waiting(organizationId, row)));
    }

    /** Takes the events of these chains out of the backlog: they wait behind the first of their chain. */
    Uni<Void> toChains(SqlConnection connection, UUID organizationId, Collection<String> chains) {
        return connection
                .preparedQuery(TO_CHAINS)
                .execute(Tuple.of(organizationId).addArrayOfString(chains.toArray(String[]::new)))
                .replaceWithVoid();
    }

    /** Answers whether this is the event's first end. */
    Uni<Boolean> attempted(SqlConnection connection, End end, Duration delay) {
        ReceivedWebhook webhook = end.event().webhook();
        return connection
                .preparedQuery(ATTEMPTED)
                .execute(Tuple.tuple()
                        .addUUID(webhook.organizationId())
                        .addUUID(webhook.eventId())
                        .addString(end.state().name())
                        .addString(end.reason())
                        .addDouble(delay.toMillis() / 1000.0)
                        .addString(WebhookOutcome.text(end.outcome()))
                        .addString(end.event().detail()))
                .map(rows -> end.state() != WebhookState.RETRY
                        && rows.iterator().hasNext()
                        && rows.iterator().next().getBoolean("first"));
    }

    /** Several events of one organization that have come to an end; answers those for which it is the first. */
    Uni<Set<UUID>> ended(SqlConnection connection, UUID organizationId, List<End> ends) {
        return connection
                .preparedQuery(ENDED)
                .execute(Tuple.tuple()
                        .addUUID(organizationId)
                        .addArrayOfUUID(ends.stream()
                                .map(end -> end.event().webhook().eventId())
                                .toArray(UUID[]::new))
                        .addArrayOfString(texts(ends, end -> end.state().name()))
                        .addArrayOfString(texts(ends, End::reason))
                        .addArrayOfString(texts(ends, end -> WebhookOutcome.text(end.outcome())))
                        .addArrayOfString(texts(ends, end -> end.event().detail())))
                .map(rows -> {
                    Set<UUID> first = new HashSet<>();
                    for (Row row : rows) {
                        if (row.getBoolean("first")) {
                            first.add(row.getUUID("event_id"));
                        }
                    }
                    return first;
                });
    }

    private static @Nullable String[] texts(List<End> ends, Function<End, @Nullable String> value) {
        return ends.stream().map(value).toArray(String[]::new);
    }

    private static Waiting waiting(UUID organizationId, Row row) {
        return new Waiting(
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
                row.getString("chain"),
                row.getInteger("attempts"),
                row.getLong("sequence"),
                row.getBoolean("blocked"));
    }
}
