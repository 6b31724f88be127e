package io.atrium.integration.catalog;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** @param overlapSeconds for how long the old secret stays good beside the new one; a day when left out */
public record RotateSecretRequest(
        @Schema(description = "The provider's secret, where the provider makes it; otherwise one is made here")
        @Size(max = 1024)
        @Nullable
        String secret,

        @Min(0) @Max(604_800) @Nullable Integer overlapSeconds) {

    private static final int DAY = 86_400;

    int overlap() {
        return overlapSeconds == null ? DAY : overlapSeconds;
    }
}
