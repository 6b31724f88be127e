package io.atrium.integration.webhook;

import io.atrium.kit.problem.ProblemException;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Where a webhook is in its life. */
@Schema(
        description = "PROCESSED: its effect is stored. RETRY: its effect failed and is due again. PARKED:"
                + " waits for an earlier event of the same entity, or for its organization's turn. DEAD: given up, see"
                + " the reason; it can be replayed.",
        examples = "PROCESSED")
public enum WebhookState {
    PROCESSED,
    RETRY,
    PARKED,
    DEAD;

    /**
     * The state a query parameter names, in any case; empty when it names none.
     *
     * @throws ProblemException VALIDATION_FAILED for anything else
     */
    static Optional<WebhookState> of(@Nullable String status) {
        if (status == null || status.isEmpty()) {
            return Optional.empty();
        }
        for (WebhookState state : values()) {
            if (state.name().equalsIgnoreCase(status)) {
                return Optional.of(state);
            }
        }
        throw ProblemException.invalid("status", "must be PROCESSED, RETRY, PARKED or DEAD");
    }
}
