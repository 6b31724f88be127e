package io.atrium.kit.outbox;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** What the relay asks the outbox, on the connection that holds its lease. */
final class OutboxReads {

    /** Longer than the role's statement_timeout: a connection that does not answer by then is given up. */
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    /** The topics that have a message waiting: one look into the index a topic. */
    private static final String TOPICS = """
            WITH RECURSIVE lanes (topic) AS (
              (SELECT topic FROM atrium.outbox WHERE set_aside_at IS NULL ORDER BY topic LIMIT 1)
              UNION ALL
              SELECT (SELECT o.topic FROM atrium.outbox o WHERE o.set_aside_at IS NULL AND o.topic > lanes.topic
                       ORDER BY o.topic LIMIT 1)
                FROM lanes WHERE lanes.topic IS NOT NULL)
            SELECT topic FROM lanes WHERE topic IS NOT NULL""";

    // As a range, so that no plan goes through the messages of other topics in the order of the primary key.
    private static final String LANE =
            "(topic, seq) > ($1, $2) AND topic <= $1 AND set_aside_at IS NULL ORDER BY topic, seq LIMIT $3";

    private static final String HEADS = "SELECT seq, message_key FROM atrium.outbox WHERE " + LANE;

    // The data of a message that has failed as often as it may is not touched again.
    private static final String BODIES = """
            SELECT seq, id, topic, message_key, type, organization_id, subject, occurred_at, trace_parent, attempts,
                   tombstone, length, CASE WHEN length <= $%1$d THEN body END AS data
              FROM (SELECT *, sum(least(length, $%1$d)) OVER (ORDER BY seq ROWS UNBOUNDED PRECEDING)::bigint
                              - least(length, $%1$d) AS before
                      FROM (SELECT *, coalesce(octet_length(body), 0)::bigint AS length
                              FROM (SELECT seq, id, topic, message_key, type, organization_id, subject, occurred_at,
                                           trace_parent, attempts, data IS NULL AS tombstone,
                                           CASE WHEN attempts < $%2$d THEN data::text END AS body
                                      FROM atrium.outbox WHERE %3$s) picked) sized) summed
             WHERE before < $%4$d ORDER BY seq""";

    private static final String OF_LANE = BODIES.formatted(4, 5, LANE, 6);
    private static final String OF_SEQS = BODIES.formatted(2, 3, "seq = ANY ($1) OFFSET 0", 4);

    private static final String SHORTENED = """
            SELECT CASE WHEN octet_length(body) <= $2 THEN body END AS data
              FROM (SELECT atrium.shortened(data)::text AS body FROM atrium.outbox WHERE seq = $1 OFFSET 0) s""";

    private final OutboxConfig config;

    OutboxReads(OutboxConfig config) {
        this.config = config;
    }

    /** Where a message stands. */
    record Head(long seq, String key) {}

    Uni<List<String>> topics(SqlConnection connection) {
        return patient(connection.preparedQuery(TOPICS).execute())
                .map(rows -> stream(rows).map(row -> row.getString(0)).toList());
    }

    /** The oldest messages of a topic after a seq, without their data. */
    Uni<List<Head>> heads(SqlConnection connection, String topic, long after, int limit) {
        return patient(connection.preparedQuery(HEADS).execute(Tuple.of(topic, after, limit)))
                .map(rows -> stream(rows)
                        .map(row -> new Head(row.getLong(0), row.getString(1)))
                        .toList());
    }

    /** The oldest messages of a topic, up to a number and so many bytes; one in any case. */
    Uni<List<OutboxRow>> rows(SqlConnection connection, String topic, int limit) {
        return patient(connection
                        .preparedQuery(OF_LANE)
                        .execute(Tuple.tuple(
                                List.of(topic, 0L, limit, (long) config.maxDataBytes(), config.attempts(), (long)
                                        config.batchBytes()))))
                .map(OutboxReads::outboxRows);
    }

    /** These messages, in order, up to so many bytes; one in any case. */
    Uni<List<OutboxRow>> rows(SqlConnection connection, Collection<Long> seqs) {
        Tuple arguments = Tuple.tuple()
                .addArrayOfLong(seqs.toArray(Long[]::new))
                .addLong((long) config.maxDataBytes())
                .addInteger(config.attempts())
                .addLong((long) config.batchBytes());
        return patient(connection.preparedQuery(OF_SEQS).execute(arguments)).map(OutboxReads::outboxRows);
    }

    /** A change with digests in place of its bodies; null when it is too long even so. */
    Uni<String> shortened(SqlConnection connection, long seq) {
        return patient(connection.preparedQuery(SHORTENED).execute(Tuple.of(seq, config.maxDataBytes())))
                .map(rows ->
                        stream(rows).findFirst().map(row -> row.getString(0)).orElse(null));
    }

    /** That a change happened, and why no more of it can be told. */
    Uni<String> identity(SqlConnection connection, long seq, @Nullable String reason, boolean digested) {
        return patient(connection
                        .preparedQuery("SELECT atrium.change_identity($1, $2, $3)")
                        .execute(Tuple.of(seq, reason, digested)))
                .map(rows -> rows.iterator().next().getString(0));
    }

    Uni<Void> remove(SqlConnection connection, Collection<Long> seqs) {
        return patient(connection
                        .preparedQuery("DELETE FROM atrium.outbox WHERE seq = ANY ($1)")
                        .execute(Tuple.tuple().addArrayOfLong(seqs.toArray(Long[]::new))))
                .replaceWithVoid();
    }

    /** A message after its failure was counted. */
    record Counted(UUID id, int attempts, boolean setAside) {}

    /** Counts a failure by the message's own fault, and sets it aside when it is the last of so many. */
    Uni<Optional<Counted>> failed(SqlConnection connection, long seq, String reason, int most) {
        return patient(connection.preparedQuery("""
                        UPDATE atrium.outbox
                           SET attempts = least(attempts, 1000000) + 1, reason = $2,
                               set_aside_at = CASE WHEN attempts + 1 >= $3 THEN clock_timestamp() END
                         WHERE seq = $1
                        RETURNING id, attempts, set_aside_at IS NOT NULL""").execute(Tuple.of(seq, reason, most)))
                .map(rows -> stream(rows)
                        .map(row -> new Counted(row.getUUID(0), row.getInteger(1), row.getBoolean(2)))
                        .findFirst());
    }

    private static <T> Uni<T> patient(Uni<T> answer) {
        return answer.ifNoItem().after(PATIENCE).fail();
    }

    private static List<OutboxRow> outboxRows(RowSet<Row> rows) {
        return stream(rows).map(OutboxRow::of).toList();
    }

    private static Stream<Row> stream(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false);
    }
}
