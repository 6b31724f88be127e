package io.atrium.integration.health;

import io.atrium.integration.health.IntegrationHealth.Status;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The health of one integration over a window, and how it came to it.
 *
 * @param since where the window begins
 * @param changes of its status, the newest first
 */
public record IntegrationHealthDetail(
        Instant since,
        String window,
        IntegrationHealth.Item integration,

        @Schema(description = "The last 50 changes of the status by default, the newest first")
        List<Change> changes) {

    public IntegrationHealthDetail {
        changes = List.copyOf(changes);
    }

    /**
     * A change of the status.
     *
     * @param calls that it was told from, with {@code failures} of them failed
     * @param errorCode of the newest failure when it got worse
     */
    @Schema(name = "IntegrationHealthChange")
    public record Change(
            Instant at,
            Status before,
            Status after,
            long calls,
            long failures,
            @Nullable String errorCode) {}
}
