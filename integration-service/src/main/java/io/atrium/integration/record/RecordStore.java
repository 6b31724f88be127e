package io.atrium.integration.record;

import io.atrium.kit.sql.SqlRows;
import io.atrium.kit.time.ExactTime;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;

/** Upserts of records in one statement a batch. An older version never overwrites a newer one. */
@ApplicationScoped
public class RecordStore {

    // RecordVersion's order. At the same version of the provider a sync, which reads what is true when it asks, may
    // correct, but it does not revive what a webhook deleted; and a webhook deletes what a sync has read, whenever it
    // was told: lists lag behind deletions. An event that comes again is no further version.
    // The driver does not cache statements of more than 2,048 characters: hence the short names.
    private static final String UPSERT = """
            INSERT INTO synced_record AS k
                   (organization_id, kind, external_id, record, updated_at, updated_order, record_version, told_at,
                    receipt, deleted, origin, origin_id)
            SELECT o, k, e, CAST(r AS json), u, w, v, t, n, d, g, i
              FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::timestamptz[], $6::text[], $7::bigint[],
                          $8::text[], $9::bigint[], $10::boolean[], $11::text[], $12::uuid[])
                   AS c (o, k, e, r, u, w, v, t, n, d, g, i)
             ORDER BY o, k, e
            ON CONFLICT (organization_id, kind, external_id) DO UPDATE
               SET record = CASE WHEN excluded.record::text = '{}' THEN k.record ELSE excluded.record END,
                   updated_at = excluded.updated_at, updated_order = excluded.updated_order,
                   record_version = excluded.record_version, told_at = excluded.told_at, receipt = excluded.receipt,
                   deleted = excluded.deleted, origin = excluded.origin, origin_id = excluded.origin_id,
                   seen_at = clock_timestamp(), changed_at = clock_timestamp(),
                   version = k.version + (k.receipt = 0 OR k.receipt <> excluded.receipt)::int
             WHERE CASE
                   WHEN excluded.updated_order <> k.updated_order THEN excluded.updated_order > k.updated_order
                   WHEN 0 <> ALL (ARRAY[excluded.record_version, k.record_version])
                        AND excluded.record_version <> k.record_version
                   THEN excluded.record_version > k.record_version
                   WHEN excluded.origin = 'webhook' AND excluded.deleted AND NOT k.deleted AND k.origin = 'sync'
                   THEN true
                   WHEN (excluded.told_at, excluded.receipt) < (k.told_at, k.receipt) THEN false
                   ELSE excluded.origin = 'webhook'
                     OR (NOT (k.deleted AND k.origin = 'webhook')
                         AND (k.deleted <> excluded.deleted
                           OR NOT k.deleted AND k.record::text <> excluded.record::text))
                   END
            RETURNING organization_id, kind, external_id, old.updated_at, old.updated_order, old.record_version,
                      old.told_at, old.receipt""";

    // Locked in the order of the ids, as the upsert does: whoever locks in another order can meet it in a deadlock.
    private static final String SEEN = """
            WITH met AS MATERIALIZED (
                SELECT external_id FROM synced_record
                 WHERE organization_id = $1 AND kind = $2 AND external_id = ANY ($3)
                 ORDER BY external_id FOR NO KEY UPDATE)
            UPDATE synced_record r SET seen_at = clock_timestamp()
              FROM met
             WHERE r.organization_id = $1 AND r.kind = $2 AND r.external_id = met.external_id""";

    private static final String COUNT =
            "SELECT count(*) FILTER (WHERE seen_at < $3) AS unseen, count(*) AS live FROM synced_record"
                    + " WHERE organization_id = $1 AND kind = $2 AND NOT deleted";

    /** What a complete full run has not met: gone at the provider. */
    private static final String DELETE_UNSEEN = """
            WITH unseen AS (
                SELECT external_id FROM synced_record
                 WHERE organization_id = $1 AND kind = $2 AND NOT deleted AND seen_at < $3 AND external_id > $6
                 ORDER BY external_id LIMIT $7 FOR UPDATE),
            deleted AS (
                UPDATE synced_record r
                   SET deleted = true, origin = 'sync', origin_id = $4, changed_at = clock_timestamp(),
                       told_at = greatest(r.told_at, $5), receipt = 0, version = r.version + 1
                  FROM unseen
                 WHERE r.organization_id = $1 AND r.kind = $2 AND r.external_id = unseen.external_id
                RETURNING r.external_id)
            SELECT external_id FROM deleted ORDER BY external_id""";

    /** How many records a full run did not meet, of how many that are not deleted. */
    public record Unseen(long unseen, long live) {}

    /** Applies the changes in the order given. */
    public Uni<AppliedChanges> apply(SqlConnection connection, Collection<RecordChange> changes) {
        if (changes.isEmpty()) {
            return Uni.createFrom().item(AppliedChanges.NONE);
        }
        List<RecordChange> folded = fold(changes);
        return connection
                .preparedQuery(UPSERT)
                .execute(values(folded))
                .map(rows -> new AppliedChanges(rows.rowCount(), superseded(changes, folded, rows)));
    }

    /** Follows each record from what was there before through the changes of the batch. */
    private static Set<UUID> superseded(
            Collection<RecordChange> changes, List<RecordChange> folded, RowSet<Row> changedRows) {
        Map<RecordChange.Key, Optional<RecordVersion>> reached = new HashMap<>();
        for (Row row : changedRows) {
            reached.put(
                    new RecordChange.Key(
                            row.getUUID("organization_id"),
                            RecordKind.ofPath(row.getString("kind")),
                            row.getString("external_id")),
                    before(row));
        }
        Set<UUID> superseded = new HashSet<>();
        for (RecordChange change : changes) {
            Optional<RecordVersion> known = reached.get(change.key());
            // A record that the statement did not change has something newer than the newest of the batch.
            if (known == null || !known.map(change.version()::isAtLeast).orElse(true)) {
                superseded.add(change.originId());
            } else {
                reached.put(change.key(), Optional.of(change.version()));
            }
        }
        folded.stream()
                .filter(newest -> reached.containsKey(newest.key()))
                .map(RecordChange::originId)
                .forEach(superseded::remove);
        return superseded;
    }

    private static Optional<RecordVersion> before(Row row) {
        String order = row.getString("updated_order");
        return order == null
                ? Optional.empty()
                : Optional.of(new RecordVersion(
                        new ExactTime(row.getOffsetDateTime("updated_at").toInstant(), order),
                        row.getLong("record_version"),
                        new ExactTime(Instant.EPOCH, row.getString("told_at")),
                        row.getLong("receipt")));
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

    /**
     * Leaves a tombstone for each of the first records that a full run did not meet, and answers their ids, in order.
     *
     * @param after the id behind which to begin; no id is empty
     */
    public Uni<List<String>> deleteUnseen(
            SqlConnection connection,
            UUID organizationId,
            RecordKind kind,
            OffsetDateTime runStarted,
            UUID jobId,
            String after,
            int most) {
        return connection
                .preparedQuery(DELETE_UNSEEN)
                .execute(Tuple.of(
                                organizationId,
                                kind.path(),
                                runStarted,
                                jobId,
                                ExactTime.of(runStarted.toInstant().truncatedTo(ChronoUnit.SECONDS))
                                        .sortable(),
                                after)
                        .addInteger(most))
                .map(rows -> SqlRows.all(rows, row -> row.getString(0)));
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
                .addArrayOfOffsetDateTime(column(changes, RecordStore::updatedAt, OffsetDateTime[]::new))
                .addArrayOfString(column(changes, c -> c.version().updatedAt().sortable(), String[]::new))
                .addArrayOfLong(column(changes, c -> c.version().counter(), Long[]::new))
                .addArrayOfString(column(changes, c -> c.version().toldAt().sortable(), String[]::new))
                .addArrayOfLong(column(changes, c -> c.version().receipt(), Long[]::new))
                .addArrayOfBoolean(column(changes, RecordChange::deleted, Boolean[]::new))
                .addArrayOfString(column(changes, change -> change.origin().text(), String[]::new))
                .addArrayOfUUID(column(changes, RecordChange::originId, UUID[]::new));
    }

    private static OffsetDateTime updatedAt(RecordChange change) {
        return change.version()
                .updatedAt()
                .instant()
                .truncatedTo(ChronoUnit.MICROS)
                .atOffset(ZoneOffset.UTC);
    }

    private static <T> T[] column(List<RecordChange> changes, Function<RecordChange, T> value, IntFunction<T[]> array) {
        return changes.stream().map(value).toArray(array);
    }
}
