package io.atrium.integration.record;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.SqlResult;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;

/** Upserts of records in one statement a batch. An older version never overwrites a newer one. */
@ApplicationScoped
public class RecordStore {

    // At equal versions a webhook may still delete, and a sync, which reads what is now true, may still correct.
    private static final String UPSERT = """
            INSERT INTO synced_record AS known
                   (organization_id, kind, external_id, record, updated_at, record_version, deleted, origin, origin_id)
            SELECT organization_id, kind, external_id, CAST(record AS jsonb), updated_at, record_version, deleted,
                   origin, origin_id
              FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::timestamptz[], $6::bigint[],
                          $7::boolean[], $8::text[], $9::uuid[])
                   AS c (organization_id, kind, external_id, record, updated_at, record_version, deleted, origin,
                         origin_id)
             ORDER BY organization_id, kind, external_id
            ON CONFLICT (organization_id, kind, external_id) DO UPDATE
               SET record = CASE WHEN excluded.record = '{}'::jsonb THEN known.record ELSE excluded.record END,
                   updated_at = excluded.updated_at,
                   record_version = excluded.record_version,
                   deleted = excluded.deleted,
                   origin = excluded.origin,
                   origin_id = excluded.origin_id,
                   seen_at = clock_timestamp(),
                   changed_at = clock_timestamp(),
                   version = known.version + 1
             WHERE (excluded.updated_at, excluded.record_version) > (known.updated_at, known.record_version)
                OR ((excluded.updated_at, excluded.record_version) = (known.updated_at, known.record_version)
                    AND ((excluded.deleted AND NOT known.deleted)
                      OR (excluded.origin = 'sync' AND NOT excluded.deleted
                          AND ((known.deleted AND known.origin = 'sync')
                            OR (NOT known.deleted AND known.record IS DISTINCT FROM excluded.record)))))""";

    private static final String SEEN = """
            UPDATE synced_record SET seen_at = clock_timestamp()
             WHERE organization_id = $1 AND kind = $2 AND external_id = ANY ($3)""";

    /** What a complete full run has not met: gone at the provider. */
    private static final String UNSEEN = "organization_id = $1 AND kind = $2 AND NOT deleted AND seen_at < $3";

    private static final String COUNT =
            "SELECT count(*) FILTER (WHERE seen_at < $3) AS unseen, count(*) AS live FROM synced_record"
                    + " WHERE organization_id = $1 AND kind = $2 AND NOT deleted";

    private static final String BURY =
            "UPDATE synced_record SET deleted = true, origin = 'sync', origin_id = $4, changed_at = clock_timestamp(),"
                    + " version = version + 1 WHERE " + UNSEEN;

    /** How many records a full run did not meet, of how many that are not deleted. */
    public record Unseen(long unseen, long live) {}

    /** Applies the changes in the order given; answers how many rows changed. */
    public Uni<Integer> apply(SqlConnection connection, Collection<RecordChange> changes) {
        if (changes.isEmpty()) {
            return Uni.createFrom().item(0);
        }
        return connection.preparedQuery(UPSERT).execute(values(fold(changes))).map(SqlResult::rowCount);
    }

    /** Marks records as met by a full run, changed or not. */
    public Uni<Void> seen(SqlConnection connection, UUID organizationId, RecordKind kind, Collection<String> ids) {
        return connection
                .preparedQuery(SEEN)
                .execute(Tuple.of(organizationId, kind.path()).addArrayOfString(ids.toArray(String[]::new)))
                .replaceWithVoid();
    }

    public Uni<Unseen> countUnseen(
            SqlConnection connection, UUID organizationId, RecordKind kind, OffsetDateTime runStarted) {
        return connection
                .preparedQuery(COUNT)
                .execute(Tuple.of(organizationId, kind.path(), runStarted))
                .map(rows -> rows.iterator().next())
                .map(row -> new Unseen(row.getLong("unseen"), row.getLong("live")));
    }

    /** Leaves a tombstone for each record that a full run did not meet; answers how many. */
    public Uni<Integer> deleteUnseen(
            SqlConnection connection, UUID organizationId, RecordKind kind, OffsetDateTime runStarted, UUID jobId) {
        return connection
                .preparedQuery(BURY)
                .execute(Tuple.of(organizationId, kind.path(), runStarted, jobId))
                .map(SqlResult::rowCount);
    }

    /** One change a record: PostgreSQL's upsert may touch a row only once. */
    static List<RecordChange> fold(Collection<RecordChange> changes) {
        Map<RecordChange.Key, RecordChange> folded = new LinkedHashMap<>();
        changes.forEach(change -> folded.merge(change.key(), change, RecordChange::merge));
        return List.copyOf(folded.values());
    }

    private static Tuple values(List<RecordChange> changes) {
        return Tuple.tuple()
                .addArrayOfUUID(column(changes, RecordChange::organizationId, UUID[]::new))
                .addArrayOfString(column(changes, change -> change.kind().path(), String[]::new))
                .addArrayOfString(column(changes, RecordChange::externalId, String[]::new))
                .addArrayOfString(column(changes, RecordChange::record, String[]::new))
                .addArrayOfOffsetDateTime(column(changes, RecordChange::updatedAt, OffsetDateTime[]::new))
                .addArrayOfLong(column(changes, RecordChange::version, Long[]::new))
                .addArrayOfBoolean(column(changes, RecordChange::deleted, Boolean[]::new))
                .addArrayOfString(column(changes, change -> change.origin().text(), String[]::new))
                .addArrayOfUUID(column(changes, RecordChange::originId, UUID[]::new));
    }

    private static <T> T[] column(List<RecordChange> changes, Function<RecordChange, T> value, IntFunction<T[]> array) {
        return changes.stream().map(value).toArray(array);
    }
}
