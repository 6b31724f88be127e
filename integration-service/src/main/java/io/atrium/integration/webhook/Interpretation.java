package io.atrium.integration.webhook;

import io.atrium.integration.record.RecordChange;
import org.jspecify.annotations.Nullable;

/**
 * What a webhook means here.
 *
 * @param chain events of one chain are processed in the order of their arrival
 * @param change its effect, or null when it has none (an organization's own source, or a bad event)
 * @param fault why it can have no effect, ever; null when it is well-formed
 */
record Interpretation(
        ReceivedWebhook webhook,
        String chain,
        @Nullable String type,
        @Nullable String entityId,
        @Nullable RecordChange change,
        @Nullable String fault) {

    WebhookState firstState() {
        return fault == null ? WebhookState.PROCESSED : WebhookState.DEAD;
    }
}
