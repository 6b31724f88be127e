package io.atrium.integration.health;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.atrium.integration.catalog.Provider;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The health of an organization's integrations over a window.
 *
 * @param since where the window begins
 */
public record IntegrationHealth(Instant since, String window, List<Item> integrations) {

    public IntegrationHealth {
        integrations = List.copyOf(integrations);
    }

    /** What the calls say. */
    @Schema(
            description = "UNKNOWN: no call yet, too few to say, or none for long. DEGRADED: one call in ten failed."
                    + " UNHEALTHY: half of them, or the circuit is open. DISABLED: switched off. Told from the calls and"
                    + " probes of the last 5 minutes by default; a single failed call changes nothing, and getting"
                    + " better takes several good ones in a row.")
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
     * @param since since when it has the status; null before the first call or probe
     * @param circuit CLOSED, OPEN or HALF_OPEN
     * @param circuitSince since when; null when the circuit has never opened
     * @param nextTryAt from when one call is let through to see; null unless the circuit is OPEN
     * @param calls attempts that ended, of calls and probes, in the window
     * @param errorRate failed attempts of all attempts; null without any
     */
    @Schema(name = "IntegrationHealthItem")
    public record Item(
            UUID id,
            String name,
            Provider provider,
            Status status,
            @Nullable Instant since,

            @Schema(enumeration = {"CLOSED", "OPEN", "HALF_OPEN"})
            String circuit,

            @Nullable Instant circuitSince,

            @Schema(description = "From when one call is let through as a trial; null unless the circuit is OPEN")
            @Nullable
            Instant nextTryAt,

            @Schema(description = "Attempts of calls and probes in the window that ended")
            long calls,

            long failures,

            @Schema(description = "Failed attempts of all attempts in the window, 0 to 1; null without any") @Nullable
            Double errorRate,

            ResponseTimes responseMs,
            Uptime uptime,

            @Schema(
                    description =
                            "The newest failed attempt, also one from before the window; null when there was none")
            @Nullable
            Failure lastError) {}

    /** Milliseconds. */
    @Schema(
            description =
                    "Milliseconds that attempts in the window took, failed ones too unless there was no connection;"
                            + " exact to 12.3 %. Null when there was none.")
    public record ResponseTimes(
            @Nullable Double p50,
            @Nullable Double p95,
            @Nullable Double p99) {

        static final ResponseTimes NONE = new ResponseTimes(null, null, null);
    }

    /** Shares from 0 to 1. */
    @Schema(
            description = "Of the minutes in which the provider was called or probed, or in which the open circuit"
                    + " refused a call, the share in which it answered at least once, from 0 to 1. A refusal of the"
                    + " request (4xx) is an answer; a 5xx, a timeout, no connection and what cannot be read are none."
                    + " Minutes without a call do not count; null when there is no other.")
    public record Uptime(
            @JsonProperty("last_5m") @Nullable Double last5m,
            @JsonProperty("last_1h") @Nullable Double last1h,
            @JsonProperty("last_24h") @Nullable Double last24h,
            @JsonProperty("last_30d") @Nullable Double last30d) {

        static final Uptime NONE = new Uptime(null, null, null, null);
    }

    /** A failed attempt. */
    public record Failure(String code, String message, Instant at) {}
}
