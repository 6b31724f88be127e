package io.atrium.integration.sync;

import io.atrium.integration.record.RecordKind;
import io.vertx.mutiny.sqlclient.Row;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A step as the worker holds it.
 *
 * @param cursor where the next page begins; null at the beginning
 * @param attempts of the job, since its last page
 * @param rewinds how often it began anew
 * @param pages read so far
 */
record SyncStep(
        UUID organizationId,
        UUID jobId,
        int position,
        RecordKind kind,
        boolean full,
        boolean approved,
        @Nullable String cursor,
        @Nullable OffsetDateTime updatedSince,
        OffsetDateTime startedAt,
        int attempts,
        int rewinds,
        int pages) {

    static SyncStep of(UUID organizationId, UUID jobId, Row row) {
        return new SyncStep(
                organizationId,
                jobId,
                row.getInteger("position"),
                RecordKind.ofPath(row.getString("kind")),
                row.getString("mode").equals(SyncMode.FULL.text()),
                row.getBoolean("approved"),
                row.getString("cursor"),
                row.getOffsetDateTime("updated_since"),
                row.getOffsetDateTime("started_at"),
                row.getInteger("attempts"),
                row.getInteger("rewinds"),
                row.getInteger("pages"));
    }

    SyncStep at(@Nullable String nextCursor) {
        return new SyncStep(
                organizationId,
                jobId,
                position,
                kind,
                full,
                approved,
                nextCursor,
                updatedSince,
                startedAt,
                0,
                rewinds,
                pages + 1);
    }
}
