package io.atrium.integration.webhook;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Where a webhook is in its life. */
@Schema(
        description = "PROCESSED: its effect is stored. RETRY: its effect failed and is due again. PARKED: waits for an"
                + " earlier event of the same entity. DEAD: given up, see the reason; it can be replayed.")
public enum WebhookState {
    PROCESSED,
    RETRY,
    PARKED,
    DEAD
}
