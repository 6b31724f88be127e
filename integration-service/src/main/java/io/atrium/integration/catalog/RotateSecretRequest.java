package io.atrium.integration.catalog;

import io.atrium.kit.text.Text;
import io.atrium.kit.text.TextRule;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** @param overlapSeconds for how long the old secret stays good beside the new one; a day when left out */
public record RotateSecretRequest(
        @Schema(description = "The provider's secret, where the provider makes it; otherwise one is made here")
        @Text(value = TextRule.PRESENTED, min = 0, max = 1024)
        @Nullable
        String secret,

        @Min(0) @Max(604_800) @Nullable Integer overlapSeconds) {

    private static final int DAY = 86_400;

    int overlap() {
        return overlapSeconds == null ? DAY : overlapSeconds;
    }
}
