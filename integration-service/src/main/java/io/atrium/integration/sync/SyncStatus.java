package io.atrium.integration.sync;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Where a job, or a step of one, is. */
@Schema(
        description = "QUEUED: waits for a worker, or for a provider that failed. HELD: read completely, but it would"
                + " delete too much; approve it or cancel it.")
public enum SyncStatus {
    QUEUED,
    RUNNING,
    SUCCEEDED,
    FAILED,
    CANCELLED,
    HELD
}
