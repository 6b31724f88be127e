package io.atrium.audit.ingest;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * The heads that a transaction has locked, and why it has not locked the others.
 *
 * <p>One statement makes the heads that are missing, locks those that are there, and reads them. It does not wait for a
 * head that somebody else has locked, and makes none where there are events already: that one was removed.
 *
 * @param locked by organization
 * @param waiting the reason by organization; together with {@code locked} they are all that were asked for
 */
record ChainHeads(Map<UUID, ChainHead> locked, Map<UUID, WaitReason> waiting) {

    // In the order of ids, so that two transactions cannot wait for each other.
    private static final String LOCK = """
            WITH wanted AS (
                SELECT o.id,
                       EXISTS (SELECT FROM pending_changes p
                                WHERE p.organization_id = o.id AND p.refused_at IS NULL) AS waiting,
                       EXISTS (SELECT FROM audit_heads h WHERE h.organization_id = o.id) AS headed
                  FROM unnest($1::uuid[]) AS o (id)
            ), made AS (
                INSERT INTO audit_heads (organization_id)
                SELECT id FROM wanted
                 WHERE NOT headed AND ($2::boolean OR NOT waiting)
                   AND NOT EXISTS (SELECT FROM audit_events e WHERE e.organization_id = id)
                 ORDER BY id
                ON CONFLICT (organization_id) DO NOTHING
                RETURNING organization_id, seq, hash, recorded_at
            ), held AS (
                SELECT h.organization_id, h.seq, h.hash, h.recorded_at
                  FROM audit_heads h JOIN wanted w ON w.id = h.organization_id
                 WHERE $2::boolean OR NOT w.waiting
                 ORDER BY h.organization_id
                   FOR UPDATE OF h SKIP LOCKED
            )
            SELECT w.id AS organization_id, w.waiting, w.headed, coalesce(held.seq, made.seq) AS seq,
                   coalesce(held.hash, made.hash) AS hash,
                   nullif(coalesce(held.recorded_at, made.recorded_at), '-infinity') AS recorded_at,
                   clock_timestamp() AS now
              FROM wanted w
              LEFT JOIN made ON made.organization_id = w.id
              LEFT JOIN held ON held.organization_id = w.id""";

    /** Locks the heads of the organizations that have no backlog. */
    static Uni<ChainHeads> lock(SqlConnection connection, UUID[] organizations) {
        return lock(connection, organizations, false);
    }

    /** Locks the head of one organization for its backlog. */
    static Uni<ChainHeads> lockForBacklog(SqlConnection connection, UUID organization) {
        return lock(connection, new UUID[] {organization}, true);
    }

    private static Uni<ChainHeads> lock(SqlConnection connection, UUID[] organizations, boolean backlogs) {
        return connection
                .preparedQuery(LOCK)
                .execute(Tuple.tuple().addArrayOfUUID(organizations).addBoolean(backlogs))
                .map(rows -> of(rows, backlogs));
    }

    private static ChainHeads of(RowSet<Row> rows, boolean backlogs) {
        Map<UUID, ChainHead> locked = new HashMap<>();
        Map<UUID, WaitReason> waiting = new HashMap<>();
        for (Row row : rows) {
            UUID organization = row.getUUID("organization_id");
            if (row.getLong("seq") != null) {
                locked.put(organization, ChainHead.of(row));
            } else if (row.getBoolean("waiting") && !backlogs) {
                waiting.put(organization, WaitReason.BEHIND_OTHERS);
            } else {
                waiting.put(organization, row.getBoolean("headed") ? WaitReason.HEAD_LOCKED : WaitReason.HEAD_MISSING);
            }
        }
        return new ChainHeads(locked, waiting);
    }
}
