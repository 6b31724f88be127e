package io.atrium.integration.webhook;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What became of the webhooks received since a time. */
@Schema(description = "What became of the webhooks received since a time")
public record WebhookStats(
        @Schema(
                description = "Received at or after; later than asked for by default when more events were received"
                        + " than are counted (100,000 by default)",
                examples = "2026-02-02T06:00:00Z")
        Instant since,

        @Schema(description = "When this was counted", examples = "2026-02-03T06:00:00Z")
        Instant asOf,

        @Schema(description = "Over all sources") SourceStats total,

        @Schema(description = "Each source that received something, by name")
        List<SourceStats> sources,

        @Schema(
                description = "When the event was received that has waited for longest, whatever since is; null"
                        + " when none waits",
                examples = "2026-02-03T05:59:40Z")
        @Nullable
        Instant oldestWaiting) {

    public WebhookStats {
        sources = List.copyOf(sources);
    }

    @Schema(description = "What became of the webhooks of a source, or of all")
    public record SourceStats(
            @Schema(description = "Name of the source; null in the total", examples = "payment") @Nullable
            String source,

            @Schema(description = "Events received", examples = "1204", minimum = "0")
            long events,

            @Schema(
                    description = "Events by status",
                    examples = "{\"PROCESSED\": 1200, \"RETRY\": 1, \"PARKED\": 0, \"DEAD\": 3}")
            Map<WebhookState, Long> byStatus,

            @Schema(
                    description = "Events processed, of those processed or dead; null when there is none",
                    examples = "0.9975",
                    minimum = "0",
                    maximum = "1")
            @Nullable
            Double successRate,

            @Schema(
                    description = "Attempts at their effect; of each event the last 100",
                    examples = "1222",
                    minimum = "0")
            long attempts,

            @Schema(
                    description = "From the receipt at the gateway to the stored effect, in milliseconds; of the first"
                            + " processing, not of replays")
            Percentiles processingMs) {

        public SourceStats {
            byStatus = Map.copyOf(byStatus);
        }
    }

    /** Milliseconds; null when there is nothing to tell them from. */
    @Schema(description = "Milliseconds; null when there is nothing to tell them from")
    public record Percentiles(
            @Schema(description = "Half took no longer, in milliseconds", examples = "38.4", minimum = "0") @Nullable
            Double p50,

            @Schema(description = "95 % took no longer, in milliseconds", examples = "120.9", minimum = "0") @Nullable
            Double p95,

            @Schema(description = "99 % took no longer, in milliseconds", examples = "5021.0", minimum = "0") @Nullable
            Double p99) {}
}
