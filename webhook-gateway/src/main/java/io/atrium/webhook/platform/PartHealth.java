package io.atrium.webhook.platform;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One part of the platform as it was last seen.
 *
 * @param latencyMs how long its answer took, absent without one
 * @param checkedAt absent until it has been asked once
 */
public record PartHealth(
        String name,
        HealthStatus status,
        @Nullable Long latencyMs,
        @Nullable Instant checkedAt) {

    static PartHealth unknown(String name) {
        return new PartHealth(name, HealthStatus.UNKNOWN, null, null);
    }
}
