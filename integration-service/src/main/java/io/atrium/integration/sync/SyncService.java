package io.atrium.integration.sync;

import io.atrium.integration.record.RecordKind;
import io.atrium.integration.work.WorkKind;
import io.atrium.integration.work.WorkQueue;
import io.atrium.integration.work.Worker;
import io.atrium.kit.caller.CallerContext;
import io.atrium.kit.database.DatabaseProblems;
import io.atrium.kit.id.Ids;
import io.atrium.kit.paging.Cursors;
import io.atrium.kit.paging.Page;
import io.atrium.kit.paging.PageRequest;
import io.atrium.kit.paging.Paging;
import io.atrium.kit.problem.ErrorCode;
import io.atrium.kit.problem.ProblemException;
import io.atrium.kit.tenancy.TenantTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** What administrators do with syncs. */
@ApplicationScoped
class SyncService {

    /** How often a start gives way to another that was made at the same time. */
    private static final int STARTED_AT_ONCE = 3;

    private final TenantTransaction transaction;
    private final CallerContext callers;
    private final SyncJobRepository jobs;
    private final WorkQueue queue;
    private final Worker worker;
    private final Cursors cursors;

    SyncService(
            TenantTransaction transaction,
            CallerContext callers,
            SyncJobRepository jobs,
            WorkQueue queue,
            Worker worker,
            Cursors cursors) {
        this.transaction = transaction;
        this.callers = callers;
        this.jobs = jobs;
        this.queue = queue;
        this.worker = worker;
        this.cursors = cursors;
    }

    /** A new job, or the one of the same kind that has not ended. */
    Uni<SyncJobResponse> start(SyncTarget target, SyncMode mode) {
        return Uni.createFrom()
                .deferred(() -> transaction.run(() -> openOrNew(target, mode)))
                .onFailure(DatabaseProblems::isUniqueViolation)
                .retry()
                .atMost(STARTED_AT_ONCE)
                .invoke(worker::wake);
    }

    private Uni<SyncJobResponse> openOrNew(SyncTarget target, SyncMode mode) {
        return jobs.open(target, mode).chain(open -> open == null ? create(target, mode) : response(open));
    }

    private Uni<SyncJobResponse> create(SyncTarget target, SyncMode mode) {
        UUID organization = callers.current().organizationId();
        SyncJobEntity job = new SyncJobEntity(organization, Ids.next(), target, mode);
        List<SyncStepEntity> steps = new ArrayList<>();
        for (RecordKind kind : target.kinds()) {
            steps.add(new SyncStepEntity(organization, job.id(), steps.size(), kind));
        }
        return jobs.create(job, steps)
                .chain(() ->
                        queue.enqueue(organization, WorkKind.SYNC_JOB, job.id().toString(), Duration.ZERO))
                .replaceWith(() -> response(job, steps));
    }

    Uni<Page<SyncJobResponse>> list(PageRequest request) {
        Paging page = cursors.open(SyncJobRepository.LIST, callers.current().organizationId(), request);
        return transaction.read(() -> jobs.page(page)
                .chain(found -> jobs.steps(found.stream().map(SyncJobEntity::id).toList())
                        .map(steps -> page.page(found, SyncJobRepository::key)
                                .map(job -> response(job, ofJob(steps, job))))));
    }

    Uni<SyncJobResponse> get(UUID id) {
        return transaction.read(() -> require(id).chain(this::response));
    }

    /** Takes the work away first: whoever runs the job has lost it when this is committed. */
    Uni<SyncJobResponse> cancel(UUID id) {
        UUID organization = callers.current().organizationId();
        return transaction
                .run(() -> require(id)
                        .chain(() -> queue.remove(organization, WorkKind.SYNC_JOB, id.toString()))
                        .chain(() -> jobs.cancel(id))
                        .invoke(cancelled -> requireDone(cancelled, "The job has ended already.")))
                .chain(() -> get(id));
    }

    /** Lets a held job delete what it found gone. */
    Uni<SyncJobResponse> approve(UUID id) {
        UUID organization = callers.current().organizationId();
        return transaction
                .run(() -> require(id)
                        .chain(() -> jobs.approve(id))
                        .invoke(approved -> requireDone(approved, "The job is not held."))
                        .call(() -> queue.enqueue(organization, WorkKind.SYNC_JOB, id.toString(), Duration.ZERO)))
                .onFailure(DatabaseProblems::isUniqueViolation)
                .transform(failure -> new ProblemException(ErrorCode.CONFLICT, "Another job of this kind is running."))
                .invoke(worker::wake)
                .chain(() -> get(id));
    }

    private Uni<SyncJobEntity> require(UUID id) {
        return jobs.findById(id).onItem().ifNull().failWith(ProblemException::notFound);
    }

    private static void requireDone(boolean done, String otherwise) {
        if (!done) {
            throw new ProblemException(ErrorCode.CONFLICT, otherwise);
        }
    }

    private Uni<SyncJobResponse> response(SyncJobEntity job) {
        return jobs.steps(List.of(job.id())).map(steps -> response(job, steps));
    }

    private static List<SyncStepEntity> ofJob(List<SyncStepEntity> steps, SyncJobEntity job) {
        return steps.stream().filter(step -> step.jobId().equals(job.id())).toList();
    }

    private static SyncJobResponse response(SyncJobEntity job, List<SyncStepEntity> steps) {
        return new SyncJobResponse(
                job.id(),
                job.target(),
                job.mode(),
                job.status(),
                job.attempts(),
                job.errorCode(),
                job.error(),
                job.createdAt(),
                job.startedAt(),
                job.finishedAt(),
                steps.stream().map(SyncStepEntity::response).toList());
    }
}
