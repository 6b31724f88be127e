package io.atrium.integration.sync;

import io.atrium.integration.provider.ProviderFault;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A sync with its progress. */
@Schema(description = "A sync of a provider with its progress")
public record SyncJobResponse(
        @Schema(description = "Id of the job", examples = EXAMPLE_ID)
        UUID id,

        @Schema(description = "What is synced", examples = "payments")
        SyncTarget target,

        @Schema(description = "How much is read", examples = "incremental")
        SyncMode mode,

        @Schema(description = "Where the job is", examples = "FAILED")
        SyncStatus status,

        @Schema(description = "How often the job was taken up again since its last page", examples = "0", minimum = "0")
        int attempts,

        @Schema(
                description = ABOUT_ERROR_CODE + "; null when nothing failed since the last page",
                examples = EXAMPLE_ERROR_CODE)
        @Nullable
        String errorCode,

        @Schema(description = "What went wrong, for people", examples = EXAMPLE_ERROR) @Nullable
        String error,

        @Schema(description = "When the job was asked for", examples = "2026-02-03T06:00:00Z")
        Instant createdAt,

        @Schema(
                description = "When the job was first taken up; null while it waits for that",
                examples = "2026-02-03T06:00:01Z")
        @Nullable
        Instant startedAt,

        @Schema(description = "When the job ended, or was held; null until then", examples = "2026-02-03T06:00:07Z")
        @Nullable
        Instant finishedAt,

        @Schema(description = "One for each kind of record, in their order")
        List<Step> steps) {

    static final String EXAMPLE_ID = "019c2216-1b00-7f2a-853f-48f1a09f76b5";
    private static final String EXAMPLE_ERROR_CODE = "provider_unavailable";
    private static final String EXAMPLE_ERROR = "The provider cannot be reached";
    private static final String ABOUT_ERROR_CODE = "too_many_deletions (HELD), or " + ProviderFault.ABOUT_CODE;

    public SyncJobResponse {
        steps = List.copyOf(steps);
    }

    /** The sync of one kind of record. */
    @Schema(description = "The sync of one kind of record")
    public record Step(
            @Schema(
                    description = "Kind of record",
                    examples = "payments",
                    enumeration = {"users", "payments", "messages"})
            String kind,

            @Schema(description = "Where the step is", examples = "FAILED")
            SyncStatus status,

            @Schema(description = "Pages read", examples = "3", minimum = "0")
            int pages,

            @Schema(description = "Records read", examples = "412", minimum = "0")
            int seen,

            @Schema(description = "Records that were new or newer than the stored ones", examples = "17", minimum = "0")
            int changed,

            @Schema(
                    description = "Records without a usable id or time, of more than 1 MiB, or with what cannot be"
                            + " stored, which were passed by",
                    examples = "0",
                    minimum = "0")
            int rejected,

            @Schema(description = "Records that a full sync found gone and deleted here", examples = "0", minimum = "0")
            int deleted,

            @Schema(description = ABOUT_ERROR_CODE + "; null when it did not fail", examples = EXAMPLE_ERROR_CODE)
            @Nullable
            String errorCode,

            @Schema(description = "What went wrong, for people", examples = EXAMPLE_ERROR) @Nullable
            String error,

            @Schema(description = "When the step was first taken up; null before", examples = "2026-02-03T06:00:01Z")
            @Nullable
            Instant startedAt,

            @Schema(
                    description = "When the step ended, or was held; null until then",
                    examples = "2026-02-03T06:00:07Z")
            @Nullable
            Instant finishedAt) {}
}
