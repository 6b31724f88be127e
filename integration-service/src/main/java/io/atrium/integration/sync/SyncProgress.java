package io.atrium.integration.sync;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.SqlResult;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the worker writes down of a job, so that another one can go on. */
@ApplicationScoped
class SyncProgress {

    private static final String BEGIN_JOB = """
            UPDATE sync_job SET status = 'RUNNING', started_at = coalesce(started_at, clock_timestamp()),
                   version = version + 1
             WHERE organization_id = $1 AND id = $2 AND status IN ('QUEUED', 'RUNNING')""";

    private static final String BEGIN_STEP = """
            UPDATE sync_step s
               SET status = 'RUNNING', started_at = coalesce(s.started_at, clock_timestamp()),
                   version = s.version + 1
              FROM sync_job j
             WHERE s.organization_id = $1 AND s.job_id = $2
               AND j.organization_id = s.organization_id AND j.id = s.job_id
               AND s.position = (SELECT min(position) FROM sync_step
                                  WHERE organization_id = $1 AND job_id = $2 AND status IN ('QUEUED', 'RUNNING'))
            RETURNING s.position, s.kind, s.cursor, s.updated_since, s.started_at, s.approved,
                      s.rewinds, s.pages, s.endpoint_version, s.checkpoint, j.mode, j.attempts""";

    // A step that has read elsewhere, or as somebody else, begins anew. One that does not know (NULL, of an earlier
    // version) goes on where it is.
    private static final String BIND = """
            UPDATE sync_step s
               SET endpoint_version = $4, version = s.version + 1,
                   cursor = CASE WHEN s.endpoint_version IS NULL THEN s.cursor END,
                   checkpoint = NULL,
                   newest = CASE WHEN s.endpoint_version IS NULL THEN s.newest END,
                   started_at = CASE WHEN s.endpoint_version IS NULL THEN s.started_at ELSE clock_timestamp() END,
                   updated_since = CASE WHEN s.endpoint_version IS NULL AND s.pages > 0 THEN s.updated_since
                                        WHEN $5 THEN NULL
                                        ELSE (SELECT w.newest - make_interval(secs => $6) FROM sync_watermark w
                                               WHERE w.organization_id = $1 AND w.kind = s.kind
                                                 AND w.endpoint_version = $4) END
             WHERE s.organization_id = $1 AND s.job_id = $2 AND s.position = $3
            RETURNING s.position, s.kind, s.cursor, s.updated_since, s.started_at, s.approved,
                      s.rewinds, s.pages, s.endpoint_version, s.checkpoint, $7::text AS mode, $8::int AS attempts""";

    private static final String ADVANCE = """
            UPDATE sync_step
               SET cursor = $4, pages = pages + 1, seen = seen + $5, changed = changed + $6, rejected = rejected + $7,
                   newest = greatest(newest, $8), checkpoint = $9, version = version + 1
             WHERE organization_id = $1 AND job_id = $2 AND position = $3""";

    private static final String ADVANCE_JOB = """
            UPDATE sync_job SET attempts = 0, error_code = NULL, error = NULL, version = version + 1
             WHERE organization_id = $1 AND id = $2 AND attempts > 0""";

    private static final String END_STEP = """
            UPDATE sync_step
               SET status = $4, deleted = deleted + $5, error_code = $6, error = $7, finished_at = clock_timestamp(),
                   version = version + 1
             WHERE organization_id = $1 AND job_id = $2 AND position = $3""";

    private static final String APPROVE = """
            UPDATE sync_step SET approved = true, version = version + 1
             WHERE organization_id = $1 AND job_id = $2 AND position = $3""";

    private static final String DELETED = """
            UPDATE sync_step SET deleted = deleted + $4, version = version + 1
             WHERE organization_id = $1 AND job_id = $2 AND position = $3""";

    private static final String WATERMARK = """
            INSERT INTO sync_watermark AS w (organization_id, kind, newest, endpoint_version)
            SELECT organization_id, kind, newest, coalesce(endpoint_version, 0) FROM sync_step
             WHERE organization_id = $1 AND job_id = $2 AND position = $3 AND newest IS NOT NULL
            ON CONFLICT (organization_id, kind) DO UPDATE
               SET newest = CASE WHEN w.endpoint_version = excluded.endpoint_version
                                 THEN greatest(w.newest, excluded.newest) ELSE excluded.newest END,
                   endpoint_version = excluded.endpoint_version, version = w.version + 1""";

    private static final String WAIT = """
            UPDATE sync_job SET status = 'QUEUED', attempts = attempts + 1, error_code = $3, error = $4,
                   version = version + 1
             WHERE organization_id = $1 AND id = $2""";

    private static final String REWIND =
            "UPDATE sync_step SET cursor = NULL, checkpoint = NULL, rewinds = rewinds + 1, version = version + 1"
                    + " WHERE organization_id = $1 AND job_id = $2 AND position = $3";

    // A held step outweighs a failed one: somebody has to decide.
    private static final String END_JOB = """
            UPDATE sync_job j
               SET status = CASE WHEN s.held THEN 'HELD' WHEN s.failed THEN 'FAILED' ELSE 'SUCCEEDED' END,
                   error_code = s.error_code, error = s.error, attempts = 0, finished_at = clock_timestamp(),
                   version = j.version + 1
              FROM (SELECT bool_or(status = 'HELD') AS held, bool_or(status = 'FAILED') AS failed,
                           (array_agg(error_code ORDER BY position) FILTER (WHERE error_code IS NOT NULL))[1] AS error_code,
                           (array_agg(error ORDER BY position) FILTER (WHERE error_code IS NOT NULL))[1] AS error
                      FROM sync_step WHERE organization_id = $1 AND job_id = $2) s
             WHERE j.organization_id = $1 AND j.id = $2""";

    private static final String FAIL_STEPS = """
            UPDATE sync_step SET status = 'FAILED', error_code = $3, error = $4, finished_at = clock_timestamp(),
                   version = version + 1
             WHERE organization_id = $1 AND job_id = $2 AND status IN ('QUEUED', 'RUNNING')""";

    /** Takes up the job's next step; empty when the job has none left or was ended otherwise. */
    Uni<Optional<SyncStep>> begin(SqlConnection connection, UUID organizationId, UUID jobId) {
        return connection
                .preparedQuery(BEGIN_JOB)
                .execute(Tuple.of(organizationId, jobId))
                .chain(job -> job.rowCount() == 0
                        ? Uni.createFrom().item(Optional.empty())
                        : connection
                                .preparedQuery(BEGIN_STEP)
                                .execute(Tuple.of(organizationId, jobId))
                                .map(rows -> rows.iterator().hasNext()
                                        ? Optional.of(SyncStep.of(
                                                organizationId,
                                                jobId,
                                                rows.iterator().next()))
                                        : Optional.empty()));
    }

    /** The step with the address and credential that it reads with, and from where on. */
    Uni<SyncStep> bind(SqlConnection connection, SyncStep step, int endpointVersion, Duration overlap) {
        Integer known = step.endpointVersion();
        if (known != null && known == endpointVersion) {
            return Uni.createFrom().item(step);
        }
        return connection
                .preparedQuery(BIND)
                .execute(key(step)
                        .addInteger(endpointVersion)
                        .addBoolean(step.full())
                        .addDouble(overlap.toMillis() / 1000.0)
                        .addString((step.full() ? SyncMode.FULL : SyncMode.INCREMENTAL).text())
                        .addInteger(step.attempts()))
                .map(rows -> SyncStep.of(
                        step.organizationId(), step.jobId(), rows.iterator().next()));
    }

    Uni<Void> advance(SqlConnection connection, SyncStep step, @Nullable String cursor, SyncPage page, int changed) {
        Tuple values = key(step)
                .addString(cursor)
                .addInteger(page.seen())
                .addInteger(changed)
                .addInteger(page.rejected())
                .addOffsetDateTime(page.newest())
                .addString(step.checkpoint(cursor));
        return connection
                .preparedQuery(ADVANCE)
                .execute(values)
                .chain(() ->
                        connection.preparedQuery(ADVANCE_JOB).execute(Tuple.of(step.organizationId(), step.jobId())))
                .replaceWithVoid();
    }

    Uni<Void> endStep(
            SqlConnection connection,
            SyncStep step,
            SyncStatus status,
            int deleted,
            @Nullable String errorCode,
            @Nullable String error) {
        return connection
                .preparedQuery(END_STEP)
                .execute(key(step)
                        .addString(status.name())
                        .addInteger(deleted)
                        .addString(errorCode)
                        .addString(error))
                .chain(() ->
                        connection.preparedQuery(ADVANCE_JOB).execute(Tuple.of(step.organizationId(), step.jobId())))
                .replaceWithVoid();
    }

    /** All pages are read: what is left to do is to delete what they did not have. */
    Uni<Void> approve(SqlConnection connection, SyncStep step) {
        return connection.preparedQuery(APPROVE).execute(key(step)).replaceWithVoid();
    }

    /** Counts records that were deleted before the step ends. */
    Uni<Void> deleted(SqlConnection connection, SyncStep step, int records) {
        return connection
                .preparedQuery(DELETED)
                .execute(key(step).addInteger(records))
                .replaceWithVoid();
    }

    Uni<Void> watermark(SqlConnection connection, SyncStep step) {
        return connection.preparedQuery(WATERMARK).execute(key(step)).replaceWithVoid();
    }

    Uni<Void> await(SqlConnection connection, SyncStep step, String errorCode, String error) {
        return connection
                .preparedQuery(WAIT)
                .execute(Tuple.of(step.organizationId(), step.jobId(), errorCode, error))
                .replaceWithVoid();
    }

    /** The step begins anew; what it has stored stays. */
    Uni<Void> rewind(SqlConnection connection, SyncStep step) {
        return connection.preparedQuery(REWIND).execute(key(step)).replaceWithVoid();
    }

    Uni<Integer> endJob(SqlConnection connection, UUID organizationId, UUID jobId) {
        return connection
                .preparedQuery(END_JOB)
                .execute(Tuple.of(organizationId, jobId))
                .map(SqlResult::rowCount);
    }

    /** Ends a job that has not ended with all its open steps failed. */
    Uni<Void> failJob(SqlConnection connection, UUID organizationId, UUID jobId, String errorCode, String error) {
        return connection
                .preparedQuery(FAIL_STEPS)
                .execute(Tuple.of(organizationId, jobId, errorCode, error))
                .chain(steps ->
                        steps.rowCount() == 0 ? Uni.createFrom().item(0) : endJob(connection, organizationId, jobId))
                .replaceWithVoid();
    }

    private static Tuple key(SyncStep step) {
        return Tuple.of(step.organizationId(), step.jobId(), step.position());
    }

    static OffsetDateTime later(@Nullable OffsetDateTime one, OffsetDateTime other) {
        return one == null || other.isAfter(one) ? other : one;
    }
}
