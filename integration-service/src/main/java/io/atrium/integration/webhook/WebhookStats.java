package io.atrium.integration.webhook;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What became of the webhooks received since a time. */
public record WebhookStats(
        Instant since,
        Instant asOf,
        SourceStats total,
        List<SourceStats> sources,

        @Schema(description = "When the event was received that has waited for longest; null when none waits") @Nullable
        Instant oldestWaiting) {

    public WebhookStats {
        sources = List.copyOf(sources);
    }

    /**
     * @param successRate processed, of those processed or dead; null when there is none
     * @param processingMs from the receipt at the gateway to the stored effect
     */
    public record SourceStats(
            @Nullable String source,
            long events,
            Map<WebhookState, Long> byStatus,
            @Nullable Double successRate,
            long attempts,
            Percentiles processingMs) {

        public SourceStats {
            byStatus = Map.copyOf(byStatus);
        }
    }

    /** Milliseconds; null when there is nothing to tell them from. */
    public record Percentiles(
            @Nullable Double p50,
            @Nullable Double p95,
            @Nullable Double p99) {}
}
