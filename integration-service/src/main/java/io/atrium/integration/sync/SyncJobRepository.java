package io.atrium.integration.sync;

import io.atrium.kit.paging.Cursor;
import io.atrium.kit.paging.KeyColumn;
import io.atrium.kit.paging.Keyset;
import io.atrium.kit.paging.Paging;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** Jobs and their steps, as the API works on them. */
@ApplicationScoped
class SyncJobRepository implements PanacheRepositoryBase<SyncJobEntity, UUID> {

    static final Keyset LIST = Keyset.of("sync-jobs", KeyColumn.timestamp(), KeyColumn.uuid());

    private static final String CANCEL = """
            UPDATE sync_job SET status = 'CANCELLED', finished_at = clock_timestamp(), version = version + 1
             WHERE id = ?1 AND status IN ('QUEUED', 'RUNNING', 'HELD')""";

    private static final String CANCEL_STEPS = """
            UPDATE sync_step SET status = 'CANCELLED', finished_at = clock_timestamp(), version = version + 1
             WHERE job_id = ?1 AND status IN ('QUEUED', 'RUNNING', 'HELD')""";

    private static final String APPROVE = """
            UPDATE sync_job SET status = 'QUEUED', finished_at = NULL, version = version + 1
             WHERE id = ?1 AND status = 'HELD'""";

    private static final String APPROVE_STEPS = """
            UPDATE sync_step SET status = 'QUEUED', approved = true, finished_at = NULL, version = version + 1
             WHERE job_id = ?1 AND status = 'HELD'""";

    Uni<SyncJobEntity> open(SyncTarget target, SyncMode mode) {
        return find(
                        "target = ?1 and mode = ?2 and status in ?3",
                        target.text(),
                        mode.text(),
                        List.of(SyncStatus.QUEUED, SyncStatus.RUNNING))
                .firstResult();
    }

    Uni<List<SyncJobEntity>> page(Paging page) {
        return page.after()
                .map(cursor -> find(
                        "(createdAt, id) < (?1, ?2) order by createdAt desc, id desc",
                        cursor.instant(0),
                        cursor.uuid(1)))
                .orElseGet(() -> find("order by createdAt desc, id desc"))
                .range(0, page.fetch() - 1)
                .list();
    }

    static Cursor key(SyncJobEntity last) {
        return Cursor.of(last.createdAt(), last.id());
    }

    Uni<List<SyncStepEntity>> steps(Collection<UUID> jobs) {
        return jobs.isEmpty()
                ? Uni.createFrom().item(List.of())
                : Panache.getSession()
                        .chain(session -> session.createSelectionQuery(
                                        "from SyncStepEntity where jobId in :jobs order by jobId, position",
                                        SyncStepEntity.class)
                                .setParameter("jobs", jobs)
                                .getResultList());
    }

    Uni<Void> create(SyncJobEntity job, List<SyncStepEntity> steps) {
        return Panache.getSession()
                .chain(session -> session.persist(job)
                        .chain(session::flush)
                        .chain(() -> session.persistAll(steps.toArray()))
                        .chain(session::flush));
    }

    Uni<Boolean> cancel(UUID id) {
        return update(CANCEL, id).call(() -> update(CANCEL_STEPS, id)).map(rows -> rows == 1);
    }

    Uni<Boolean> approve(UUID id) {
        return update(APPROVE, id).call(() -> update(APPROVE_STEPS, id)).map(rows -> rows == 1);
    }

    private static Uni<Integer> update(String sql, Object parameter) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(sql)
                        .setParameter(1, parameter)
                        .executeUpdate());
    }
}
