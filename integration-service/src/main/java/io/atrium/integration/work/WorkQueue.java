package io.atrium.integration.work;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/** The table of due work, as the organization whose work it is reads and writes it. {@link WorkClaims} takes it. */
@ApplicationScoped
public class WorkQueue {

    private static final String RENEW = """
            UPDATE due_work SET lease_until = clock_timestamp() + make_interval(secs => $1)
             WHERE organization_id = $2 AND kind = $3 AND ref = $4 AND lease_owner = $5""";

    private static final String COMPLETE =
            "DELETE FROM due_work WHERE organization_id = $1 AND kind = $2 AND ref = $3 AND lease_owner = $4";

    private static final String POSTPONE = """
            UPDATE due_work SET due_at = clock_timestamp() + make_interval(secs => $1), failures = $6,
                   lease_owner = NULL, lease_until = NULL
             WHERE organization_id = $2 AND kind = $3 AND ref = $4 AND lease_owner = $5""";

    // The update that changes nothing waits for whoever is ending this work, and so never misses its end.
    private static final String ENQUEUE = """
            INSERT INTO due_work AS w (organization_id, kind, ref, due_at)
            SELECT organization_id, '%s', ref, clock_timestamp() + make_interval(secs => delay)
              FROM unnest($1::uuid[], $2::text[], $3::float8[]) AS n (organization_id, ref, delay)
             ORDER BY organization_id, ref
            ON CONFLICT (organization_id, kind, ref) DO UPDATE SET due_at = w.due_at""";

    // Does not wait for whoever works on it, but is waited for by whoever ends it.
    private static final String SHARE = """
            SELECT organization_id FROM due_work
             WHERE organization_id = ANY ($1::uuid[]) AND kind = $2 AND ref = $3
             ORDER BY organization_id FOR KEY SHARE""";

    private static final String LOCK =
            "SELECT 1 FROM due_work WHERE organization_id = $1 AND kind = $2 AND ref = $3 AND lease_owner = $4 FOR UPDATE";

    private static final String ENQUEUE_ONE = """
            INSERT INTO due_work (organization_id, kind, ref, due_at)
            VALUES (?1, ?2, ?3, clock_timestamp() + make_interval(secs => CAST(?4 AS float8)))
            ON CONFLICT (organization_id, kind, ref) DO UPDATE
               SET due_at = least(due_work.due_at, excluded.due_at)""";

    private static final String DUE = """
            INSERT INTO due_work (organization_id, kind, ref, due_at)
            SELECT $1, $2, ref, clock_timestamp() FROM unnest($3::text[]) AS n (ref) ORDER BY ref
            ON CONFLICT (organization_id, kind, ref) DO UPDATE
               SET due_at = least(due_work.due_at, excluded.due_at)""";

    private static final String REMOVE = "DELETE FROM due_work WHERE organization_id = ?1 AND kind = ?2 AND ref = ?3";

    private final WorkConfig config;

    WorkQueue(WorkConfig config) {
        this.config = config;
    }

    /** Something to do, with how long it has to wait first. */
    public record NewWork(UUID organizationId, String ref, Duration delay) {}

    /** Holds the item's row locked for the rest of the transaction, and its lease for another term. */
    public Uni<Void> renew(SqlConnection connection, WorkItem item) {
        return expectOne(
                item,
                connection
                        .preparedQuery(RENEW)
                        .execute(Tuple.of(
                                seconds(config.lease()),
                                item.organizationId(),
                                item.kind().text(),
                                item.ref(),
                                item.owner())));
    }

    public Uni<Void> complete(SqlConnection connection, WorkItem item) {
        return expectOne(
                item,
                connection
                        .preparedQuery(COMPLETE)
                        .execute(Tuple.of(item.organizationId(), item.kind().text(), item.ref(), item.owner())));
    }

    /** Its handler has ended it for now: what failed before no longer counts. */
    public Uni<Void> postpone(SqlConnection connection, WorkItem item, Duration delay) {
        return postpone(connection, item, delay, 0);
    }

    /** It failed by what nobody expected, or waits for the database, and is tried again later. */
    Uni<Void> putBack(SqlConnection connection, WorkItem item, Duration delay, int failures) {
        return postpone(connection, item, delay, failures);
    }

    private static Uni<Void> postpone(SqlConnection connection, WorkItem item, Duration delay, int failures) {
        return expectOne(
                item,
                connection
                        .preparedQuery(POSTPONE)
                        .execute(Tuple.of(
                                seconds(delay),
                                item.organizationId(),
                                item.kind().text(),
                                item.ref(),
                                item.owner(),
                                failures)));
    }

    /** In a consumer's transaction. Work that is there already stays as it is. */
    public Uni<Void> enqueue(SqlConnection connection, WorkKind kind, List<NewWork> work) {
        if (work.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Tuple values = Tuple.tuple()
                .addArrayOfUUID(work.stream().map(NewWork::organizationId).toArray(UUID[]::new))
                .addArrayOfString(work.stream().map(NewWork::ref).toArray(String[]::new))
                .addArrayOfDouble(work.stream().map(w -> seconds(w.delay())).toArray(Double[]::new));
        return connection
                .preparedQuery(ENQUEUE.formatted(kind.text()))
                .execute(values)
                .replaceWithVoid();
    }

    /**
     * In a consumer's transaction, work that goes on while more of it comes: one that is being done is not waited for. It
     * is ended after {@link #lockToEnd} alone.
     */
    public Uni<Void> ensure(SqlConnection connection, WorkKind kind, String ref, Collection<UUID> organizations) {
        if (organizations.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return connection
                .preparedQuery(SHARE)
                .execute(Tuple.of(organizations.toArray(UUID[]::new), kind.text(), ref))
                .chain(rows -> {
                    Set<UUID> missing = new TreeSet<>(organizations);
                    rows.forEach(row -> missing.remove(row.getUUID("organization_id")));
                    return enqueue(
                            connection,
                            kind,
                            missing.stream()
                                    .map(organization -> new NewWork(organization, ref, Duration.ZERO))
                                    .toList());
                });
    }

    /** Waits for those who are adding to the work. What they have added is seen by the next statement. */
    public Uni<Void> lockToEnd(SqlConnection connection, WorkItem item) {
        return expectOne(
                item,
                connection
                        .preparedQuery(LOCK)
                        .execute(Tuple.of(item.organizationId(), item.kind().text(), item.ref(), item.owner())));
    }

    /** In the current tenant transaction. Work that is there already becomes due at the earlier of the two times. */
    public Uni<Void> enqueue(UUID organizationId, WorkKind kind, String ref, Duration delay) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(ENQUEUE_ONE)
                        .setParameter(1, organizationId)
                        .setParameter(2, kind.text())
                        .setParameter(3, ref)
                        .setParameter(4, seconds(delay))
                        .executeUpdate())
                .replaceWithVoid();
    }

    /** In a tenant transaction by SQL. Work that is there already is due now. */
    public Uni<Void> due(SqlConnection connection, UUID organizationId, WorkKind kind, Collection<String> refs) {
        return refs.isEmpty()
                ? Uni.createFrom().voidItem()
                : connection
                        .preparedQuery(DUE)
                        .execute(Tuple.of(organizationId, kind.text()).addArrayOfString(refs.toArray(String[]::new)))
                        .replaceWithVoid();
    }

    /** In the current tenant transaction. Whoever works on it has lost its lease when this is committed. */
    public Uni<Void> remove(UUID organizationId, WorkKind kind, String ref) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(REMOVE)
                        .setParameter(1, organizationId)
                        .setParameter(2, kind.text())
                        .setParameter(3, ref)
                        .executeUpdate())
                .replaceWithVoid();
    }

    private static Uni<Void> expectOne(WorkItem item, Uni<RowSet<Row>> update) {
        return update.invoke(rows -> {
                    if (rows.rowCount() != 1) {
                        throw new LeaseLostException(item);
                    }
                })
                .replaceWithVoid();
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
