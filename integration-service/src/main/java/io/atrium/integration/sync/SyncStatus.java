package io.atrium.integration.sync;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Where a job, or a step of one, is. */
@Schema(
        description = "QUEUED: waits for a worker, or for a provider that failed. RUNNING. SUCCEEDED."
                + " FAILED: see the error; what was read until then is stored. CANCELLED: by somebody."
                + " HELD: read completely, but it would delete too much; approve it or cancel it.",
        examples = "SUCCEEDED")
public enum SyncStatus {
    QUEUED,
    RUNNING,
    SUCCEEDED,
    FAILED,
    CANCELLED,
    HELD
}
