package io.atrium.integration.sync;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A sync with its progress.
 *
 * @param attempts how often it was taken up again since its last page
 */
public record SyncJobResponse(
        UUID id,
        SyncTarget target,
        SyncMode mode,
        SyncStatus status,
        int attempts,
        @Nullable String errorCode,
        @Nullable String error,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        List<Step> steps) {

    public SyncJobResponse {
        steps = List.copyOf(steps);
    }

    /**
     * The sync of one kind of record.
     *
     * @param seen records read; {@code changed} of them were new or newer, {@code rejected} could not be used
     * @param deleted records that a full sync found gone
     */
    public record Step(
            String kind,
            SyncStatus status,
            int pages,
            int seen,
            int changed,
            int rejected,
            int deleted,
            @Nullable String errorCode,
            @Nullable String error,
            @Nullable Instant startedAt,
            @Nullable Instant finishedAt) {}
}
