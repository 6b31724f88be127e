package io.atrium.webhook.health;

import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The whole platform in one answer, from what was last seen of each part. */
public record PlatformHealth(
        HealthStatus status,

        @Schema(description = "When this was answered") Instant time,

        @Schema(description = "Each service, this one first", maxItems = 16)
        List<PartHealth> parts) {

    static PlatformHealth of(PartHealth intake, List<PartHealth> others, Instant time) {
        List<PartHealth> parts = new java.util.ArrayList<>();
        parts.add(intake);
        parts.addAll(others);
        boolean allUp = parts.stream().allMatch(part -> part.status() == HealthStatus.UP);
        HealthStatus whole = intake.status() != HealthStatus.UP
                ? HealthStatus.DOWN
                : allUp ? HealthStatus.UP : HealthStatus.DEGRADED;
        return new PlatformHealth(whole, time, List.copyOf(parts));
    }
}
