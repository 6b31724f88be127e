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
 * @param endpointVersion of the address and credential that it reads with; null before its first page
 * @param checkpoint a cursor that it has met; null before the first
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
        int pages,
        @Nullable Integer endpointVersion,
        @Nullable String checkpoint) {

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
                row.getInteger("pages"),
                row.getInteger("endpoint_version"),
                row.getString("checkpoint"));
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
                pages + 1,
                endpointVersion,
                checkpoint(nextCursor));
    }

    /**
     * The checkpoint after another page. It moves after 1, 2, 4, 8, … pages (Brent's algorithm), so that a circle of
     * cursors of whatever length is noticed before it has been gone round three times.
     */
    @Nullable
    String checkpoint(@Nullable String nextCursor) {
        return Integer.bitCount(pages + 1) == 1 ? nextCursor : checkpoint;
    }

    /** Whether the provider's next cursor leads to where the step has been. */
    boolean hasMet(@Nullable String nextCursor) {
        return nextCursor != null && (nextCursor.equals(cursor) || nextCursor.equals(checkpoint));
    }
}
