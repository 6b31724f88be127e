package io.atrium.webhook.health;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * One part of the platform as it was last seen.
 *
 * @param latencyMs how long its answer took, absent without one
 * @param checkedAt absent until it has been asked once
 */
public record PartHealth(
        @Schema(description = "Name of the service", examples = "identity-service", maxLength = 64)
        String name,

        HealthStatus status,

        @Schema(description = "How long its answer took, in milliseconds; null without one", examples = "7") @Nullable
        Long latencyMs,

        @Schema(description = "When it was asked last; null until it has been") @Nullable
        Instant checkedAt) {

    static PartHealth unknown(String name) {
        return new PartHealth(name, HealthStatus.UNKNOWN, null, null);
    }
}
