package io.atrium.integration.webhook;

import io.atrium.integration.record.RecordChange;
import org.jspecify.annotations.Nullable;

/**
 * What a webhook means here.
 *
 * @param chain events of one chain are processed in the order of their arrival
 * @param change its effect, or null when it has none (an organization's own source, or a bad event)
 * @param fault why it can have no effect, ever; null when it is well-formed
 * @param detail what was done to its record so that it could be stored; null when nothing was
 */
record Interpretation(
        ReceivedWebhook webhook,
        String chain,
        @Nullable String type,
        @Nullable String entityId,
        @Nullable RecordChange change,
        @Nullable String fault,
        @Nullable String detail) {

    /** An event that is told to have failed without being read again: reading it may be what fails. */
    static Interpretation unread(ReceivedWebhook webhook, String chain) {
        return new Interpretation(webhook, chain, null, webhook.entityId(), null, null, null);
    }

    Interpretation at(long receipt) {
        return new Interpretation(
                webhook, chain, type, entityId, change == null ? null : change.at(receipt), fault, detail);
    }

    /** What it did, unless something newer was there; null when it is dead. */
    @Nullable
    WebhookOutcome firstOutcome() {
        if (fault != null) {
            return null;
        }
        return change == null ? WebhookOutcome.NONE : WebhookOutcome.APPLIED;
    }

    WebhookState firstState() {
        return fault == null ? WebhookState.PROCESSED : WebhookState.DEAD;
    }
}
