package io.atrium.integration.webhook;

import io.atrium.kit.documentation.Examples;
import io.atrium.kit.problem.ProblemException;
import io.atrium.kit.text.Text;
import io.atrium.kit.text.TextRule;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Which events are made due again; what is left out restricts nothing. */
@Schema(description = "Which events are made due again; what is left out restricts nothing")
public record ReplayRequest(
        @Schema(description = "DEAD, which holds without it, or PROCESSED", examples = "DEAD") @Nullable
        WebhookState status,

        @Schema(description = "Name of the source", examples = "payment") @Text(TextRule.LABEL) @Nullable
        String source,

        @Schema(description = "The provider's type of the event", examples = "payment.succeeded")
        @Text(value = TextRule.PRESENTED, max = 200)
        @Nullable
        String type,

        @Schema(description = "Received at or after", examples = Examples.SINCE) @Nullable
        Instant since,

        @Schema(description = "Received before; not before since", examples = Examples.UNTIL) @Nullable
        Instant until,

        @Schema(description = "The most events of one call, the oldest first; 1,000 without it", examples = "100")
        @Min(1)
        @Max(1000)
        @Nullable
        Integer limit) {

    static final ReplayRequest ALL_DEAD = new ReplayRequest(null, null, null, null, null, null);
    private static final int MOST = 1000;

    /** @throws ProblemException VALIDATION_FAILED for events that wait anyway, and for a time that ends before it begins */
    ReplayRequest checked() {
        if (status != null && status != WebhookState.DEAD && status != WebhookState.PROCESSED) {
            throw ProblemException.invalid(
                    "status", "must be DEAD or PROCESSED: other events already wait to be processed");
        }
        if (since != null && until != null && until.isBefore(since)) {
            throw ProblemException.invalid("until", "must not be before since");
        }
        return this;
    }

    WebhookState wanted() {
        return status == null ? WebhookState.DEAD : status;
    }

    int most() {
        return limit == null ? MOST : limit;
    }
}
