package io.atrium.integration.webhook;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event of the event store with all that the API tells of it.
 *
 * @param attemptLog JSON
 */
record StoredWebhook(
        WebhookEventSummary summary,
        String chain,
        @Nullable String clientIp,
        @Nullable String contentType,
        byte[] payload,
        @Nullable String detail,
        @Nullable String attemptLog) {

    Instant receivedAt() {
        return summary.receivedAt();
    }
}
