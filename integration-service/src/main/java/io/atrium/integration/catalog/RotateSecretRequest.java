package io.atrium.integration.catalog;

import io.atrium.integration.source.WebhookRequest;
import io.atrium.kit.text.Text;
import io.atrium.kit.text.TextRule;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A secret that takes the place of the one before. */
@Schema(description = "A secret that takes the place of the one before")
public record RotateSecretRequest(
        @Schema(description = WebhookRequest.ABOUT_SECRET, examples = WebhookRequest.EXAMPLE_NEW_SECRET)
        @Text(value = TextRule.PRESENTED, min = 0, max = 1024)
        @Nullable
        String secret,

        @Schema(
                description = "Seconds for which the old secret stays good beside the new one; a day when left"
                        + " out, 0: it is refused at once",
                examples = "86400")
        @Min(0)
        @Max(604_800)
        @Nullable
        Integer overlapSeconds) {

    private static final Duration DAY = Duration.ofDays(1);

    Duration overlap() {
        return overlapSeconds == null ? DAY : Duration.ofSeconds(overlapSeconds);
    }
}
