package io.atrium.integration.work;

import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/**
 * Takes due work under lease, as the worker role, of whichever organization. Leases and due times are the database's
 * clock; a claim skips what another claim holds locked, and takes no more of an organization than its share.
 */
@ApplicationScoped
public class WorkClaims {

    private static final int ORGANIZATIONS_A_CLAIM = 100;
    private static final int OLDEST_A_CLAIM = 200;

    private static final String LEASE = """
            UPDATE due_work w SET lease_owner = $1, lease_until = clock_timestamp() + make_interval(secs => $2)
              FROM picked p
             WHERE w.organization_id = p.organization_id AND w.kind = $3 AND w.ref = p.ref
            RETURNING w.organization_id, w.ref, w.failures""";

    private static final String DUE = "due_at <= now() AND (lease_until IS NULL OR lease_until < now())";

    /** What an organization may still be given, of the share $5. */
    private static final String LEFT =
            "$5 - coalesce((SELECT b.n FROM unnest($6::uuid[], $7::int[]) b (o, n) WHERE b.o = %s), 0)";

    /** Of the slow organizations alone, or of the others alone. */
    private static final String SPEED = "(%s = ANY ($10::uuid[])) = $11";

    private static final String NEXT = """
            coalesce((SELECT organization_id FROM due_work WHERE kind = $3 AND organization_id > %s
                       ORDER BY organization_id LIMIT 1),
                     (SELECT organization_id FROM due_work WHERE kind = $3 ORDER BY organization_id LIMIT 1))""";

    // Loose index scan: from organization to organization round the ring, an index probe each, whatever is behind it.
    private static final String CLAIM_ROUND = """
            WITH RECURSIVE ring (o, visited, began) AS (
                SELECT f.o, 1, f.o FROM (SELECT %s) f (o) WHERE f.o IS NOT NULL
                UNION ALL
                SELECT n.o, r.visited + 1, r.began FROM ring r CROSS JOIN LATERAL (SELECT %s) n (o)
                 WHERE r.visited < $9 AND n.o <> r.began),
            picked AS (
                SELECT d.organization_id, d.ref, r.visited
                  FROM ring r CROSS JOIN LATERAL (
                       SELECT organization_id, ref FROM due_work
                        WHERE kind = $3 AND organization_id = r.o AND %s AND %s
                        ORDER BY due_at LIMIT greatest(0, %s) FOR UPDATE SKIP LOCKED) d
                 LIMIT $4),
            claimed AS (%s, p.visited)
            SELECT c.organization_id, c.ref, c.failures, l.o AS last, l.visited AS visits
              FROM (SELECT o, visited FROM ring ORDER BY visited DESC LIMIT 1) l
              LEFT JOIN claimed c ON true
             ORDER BY c.visited""".formatted(
            NEXT.formatted("$8"), NEXT.formatted("r.o"), DUE, SPEED.formatted("r.o"), LEFT.formatted("r.o"), LEASE);

    // For kinds of which an organization has a few rows at most: those of others that wait, however many, are not read.
    // In turns: an organization's next piece comes after the first one of every other, however old it is.
    private static final String CLAIM_OLDEST =
            """
            WITH oldest AS MATERIALIZED (
                SELECT o.*, row_number() OVER (PARTITION BY organization_id ORDER BY due_at, ref) AS place,
                       %4$s AS room
                  FROM (SELECT organization_id, ref, due_at FROM due_work
                         WHERE kind = $3 AND %1$s AND organization_id <> ALL ($8::uuid[]) AND %2$s
                         ORDER BY due_at LIMIT $9) o),
            picked AS (
                SELECT d.organization_id, d.ref
                  FROM oldest o
                  JOIN due_work d ON d.organization_id = o.organization_id AND d.kind = $3 AND d.ref = o.ref
                 WHERE o.place <= o.room
                   AND d.due_at <= now() AND (d.lease_until IS NULL OR d.lease_until < now())
                 ORDER BY o.place - o.room, o.due_at LIMIT $4 FOR UPDATE OF d SKIP LOCKED)
            %3$s""".formatted(DUE, SPEED.formatted("organization_id"), LEASE, LEFT.formatted("o.organization_id"));

    private static final String CLAIM_OF = """
            WITH picked AS (
                SELECT organization_id, ref FROM due_work
                 WHERE organization_id = $5 AND kind = $3 AND %s
                 ORDER BY due_at LIMIT $4 FOR UPDATE SKIP LOCKED)
            %s""".formatted(DUE, LEASE);

    // What its own transaction holds locked is not waited for: that one renews it.
    private static final String RENEW = """
            UPDATE due_work w SET lease_until = clock_timestamp() + make_interval(secs => $1)
              FROM (SELECT d.organization_id, d.kind, d.ref
                      FROM unnest($2::uuid[], $3::text[], $4::text[], $5::text[]) AS h (organization_id, kind, ref, owner)
                      JOIN due_work d ON d.organization_id = h.organization_id AND d.kind = h.kind AND d.ref = h.ref
                                     AND d.lease_owner = h.owner
                       FOR UPDATE OF d SKIP LOCKED) l
             WHERE w.organization_id = l.organization_id AND w.kind = l.kind AND w.ref = l.ref""";

    private static final String RELEASE_ALL =
            "UPDATE due_work SET lease_owner = NULL, lease_until = NULL WHERE lease_owner LIKE $1";

    private final Pool worker;
    private final WorkConfig config;
    private final String instance = UUID.randomUUID().toString();

    WorkClaims(@ReactiveDataSource("worker") Pool worker, WorkConfig config) {
        this.worker = worker;
        this.config = config;
    }

    /**
     * What is due of a kind.
     *
     * @param after where the claim before ended: the organizations behind it come first
     */
    Uni<Claimed> claim(WorkKind kind, Shares shares, UUID after) {
        String owner = owner();
        Tuple values = lease(owner, kind, shares.limit())
                .addInteger(shares.share())
                .addArrayOfUUID(shares.organizations())
                .addArrayOfInteger(shares.counts());
        return kind.isMany()
                ? execute(CLAIM_ROUND, speed(values.addUUID(after).addInteger(ORGANIZATIONS_A_CLAIM), shares))
                        .map(rows -> round(rows, kind, owner, shares))
                : execute(
                                CLAIM_OLDEST,
                                speed(values.addArrayOfUUID(shares.full()).addInteger(OLDEST_A_CLAIM), shares))
                        .map(rows -> new Claimed(items(rows, kind, owner), Claimed.BEGINNING, true));
    }

    /** What is due of one kind in one organization, within that organization's transaction. */
    public Uni<List<WorkItem>> claim(SqlConnection connection, UUID organizationId, WorkKind kind, int limit) {
        String owner = owner();
        return connection
                .preparedQuery(CLAIM_OF)
                .execute(lease(owner, kind, limit).addUUID(organizationId))
                .map(rows -> items(rows, kind, owner));
    }

    /** Another term for leases that are still held. */
    Uni<Void> renew(Collection<WorkItem> held) {
        Tuple values = Tuple.of(seconds())
                .addArrayOfUUID(held.stream().map(WorkItem::organizationId).toArray(UUID[]::new))
                .addArrayOfString(held.stream().map(item -> item.kind().text()).toArray(String[]::new))
                .addArrayOfString(held.stream().map(WorkItem::ref).toArray(String[]::new))
                .addArrayOfString(held.stream().map(WorkItem::owner).toArray(String[]::new));
        return execute(RENEW, values).replaceWithVoid();
    }

    /** Gives back every lease of this process. */
    Uni<Void> releaseAll() {
        return execute(RELEASE_ALL, Tuple.of(instance + "/%")).replaceWithVoid();
    }

    private Uni<RowSet<Row>> execute(String sql, Tuple values) {
        return worker.withConnection(connection -> connection.preparedQuery(sql).execute(values));
    }

    private static Tuple speed(Tuple values, Shares shares) {
        return values.addArrayOfUUID(shares.slowOrganizations()).addBoolean(shares.ofSlow());
    }

    private Tuple lease(String owner, WorkKind kind, int limit) {
        return Tuple.of(owner, seconds(), kind.text(), limit);
    }

    private static Claimed round(RowSet<Row> rows, WorkKind kind, String owner, Shares shares) {
        List<WorkItem> items = new ArrayList<>(rows.size());
        UUID last = Claimed.BEGINNING;
        boolean complete = true;
        for (Row row : rows) {
            complete = row.getInteger("visits") < ORGANIZATIONS_A_CLAIM;
            last = row.getUUID("last");
            if (row.getUUID("organization_id") != null) {
                items.add(item(row, kind, owner));
            }
        }
        boolean full = items.size() >= shares.limit();
        // What was looked at and not taken for want of room is looked at first the next time.
        UUID next = full ? items.get(items.size() - 1).organizationId() : last;
        return new Claimed(items, next, full || complete);
    }

    private static List<WorkItem> items(RowSet<Row> rows, WorkKind kind, String owner) {
        List<WorkItem> items = new ArrayList<>(rows.size());
        rows.forEach(row -> items.add(item(row, kind, owner)));
        return items;
    }

    private static WorkItem item(Row row, WorkKind kind, String owner) {
        return new WorkItem(
                row.getUUID("organization_id"), kind, row.getString("ref"), owner, row.getInteger("failures"));
    }

    private String owner() {
        return instance + "/" + UUID.randomUUID();
    }

    private double seconds() {
        return config.lease().toMillis() / 1000.0;
    }
}
