package io.atrium.integration.health;

import io.atrium.integration.health.IntegrationHealth.Status;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The health of one integration over a window, and how it came to it. */
@Schema(description = "The health of one integration over a window, and how it came to it")
public record IntegrationHealthDetail(
        @Schema(description = "Where the window begins", examples = "2026-02-03T05:00:00Z")
        Instant since,

        @Schema(
                description = "The window that was asked for",
                examples = "1h",
                enumeration = {"5m", "1h", "24h", "30d"})
        String window,

        @Schema(description = "The health of the integration")
        IntegrationHealth.Item integration,

        @Schema(description = "The last 50 changes of the status (by default), the newest first")
        List<Change> changes) {

    public IntegrationHealthDetail {
        changes = List.copyOf(changes);
    }

    /** A change of the status. */
    @Schema(name = "IntegrationHealthChange", description = "A change of an integration's status")
    public record Change(
            @Schema(description = "When the status changed", examples = "2026-02-03T05:42:00Z")
            Instant at,

            @Schema(description = "The status before", examples = "HEALTHY")
            Status before,

            @Schema(description = "The status after", examples = "UNHEALTHY")
            Status after,

            @Schema(description = "Calls that the status was told from", examples = "18", minimum = "0")
            long calls,

            @Schema(description = "How many of them failed", examples = "9", minimum = "0")
            long failures,

            @Schema(
                    description = "Code of the newest failure when it got worse, as in last_error; otherwise null",
                    examples = IntegrationHealth.EXAMPLE_ERROR_CODE)
            @Nullable
            String errorCode) {}
}
