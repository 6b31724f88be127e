package io.atrium.integration.health;

import io.atrium.integration.catalog.Provider;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The health of an organization's integrations over a window. */
public record IntegrationHealth(Instant since, List<Item> integrations) {

    public IntegrationHealth {
        integrations = List.copyOf(integrations);
    }

    /** What the calls say. */
    @Schema(
            description =
                    "UNKNOWN: no call in the window. DEGRADED: one call in ten failed. UNHEALTHY: half of them, or"
                            + " the circuit is open. DISABLED: switched off.")
    public enum Status {
        HEALTHY,
        DEGRADED,
        UNHEALTHY,
        UNKNOWN,
        DISABLED
    }

    /**
     * One integration.
     *
     * @param circuit CLOSED, OPEN or HALF_OPEN, in the process that answers
     * @param errorRate failed attempts of all attempts; null without any
     */
    public record Item(
            UUID id,
            Provider provider,
            Status status,
            String circuit,
            long calls,
            long failures,
            @Nullable Double errorRate,
            @Nullable Failure lastError) {}

    /** The newest failure in the window. */
    public record Failure(String code, String message, Instant at) {}
}
