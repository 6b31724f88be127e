package io.atrium.integration.health;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.atrium.integration.catalog.Provider;
import io.atrium.integration.provider.ProviderFault;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The health of an organization's integrations over a window. */
@Schema(description = "The health of an organization's integrations over a window")
public record IntegrationHealth(
        @Schema(description = "Where the window begins", examples = "2026-02-03T05:00:00Z")
        Instant since,

        @Schema(
                description = "The window that was asked for",
                examples = "1h",
                enumeration = {"5m", "1h", "24h", "30d"})
        String window,

        @Schema(description = "Each integration whose provider is called")
        List<Item> integrations) {

    static final String EXAMPLE_ID = "019c1363-5190-76f0-9600-a35a099950d8";
    static final String EXAMPLE_ERROR_CODE = "provider_timeout";

    public IntegrationHealth {
        integrations = List.copyOf(integrations);
    }

    /** What the calls say. */
    @Schema(
            description = "UNKNOWN: no call yet, too few to say, or none for long. DEGRADED: one call in ten"
                    + " failed. UNHEALTHY: half of them, or the circuit is open. DISABLED: switched off."
                    + " Told from the calls and probes of the last 5 minutes by default; a single failed"
                    + " call changes nothing, and getting better takes several good ones in a row.",
            examples = "DEGRADED")
    public enum Status {
        HEALTHY,
        DEGRADED,
        UNHEALTHY,
        UNKNOWN,
        DISABLED
    }

    /** One integration. */
    @Schema(name = "IntegrationHealthItem", description = "The health of one integration over a window")
    public record Item(
            @Schema(description = "Id of the integration", examples = EXAMPLE_ID)
            UUID id,

            @Schema(description = "Name for people", examples = "Payments")
            String name,

            @Schema(description = "Who is at the other end", examples = "payment")
            Provider provider,

            @Schema(description = "Status, told from calls and probes", examples = "UNHEALTHY")
            Status status,

            @Schema(
                    description = "Since when it has the status; null before the first call or probe",
                    examples = "2026-02-03T05:42:00Z")
            @Nullable
            Instant since,

            @Schema(
                    description = "The circuit breaker: CLOSED lets calls through, OPEN refuses them, HALF_OPEN lets a"
                            + " trial through",
                    enumeration = {"CLOSED", "OPEN", "HALF_OPEN"},
                    examples = "OPEN")
            String circuit,

            @Schema(
                    description = "Since when the circuit is so; null when it has never opened",
                    examples = "2026-02-03T05:42:00Z")
            @Nullable
            Instant circuitSince,

            @Schema(
                    description = "From when one call is let through as a trial; null unless the circuit is OPEN",
                    examples = "2026-02-03T05:43:00Z")
            @Nullable
            Instant nextTryAt,

            @Schema(
                    description = "Attempts of calls and probes in the window that ended",
                    examples = "200",
                    minimum = "0")
            long calls,

            @Schema(description = "How many of them failed", examples = "24", minimum = "0")
            long failures,

            @Schema(
                    description = "Failed attempts of all attempts in the window; null without any",
                    examples = "0.12",
                    minimum = "0",
                    maximum = "1")
            @Nullable
            Double errorRate,

            @Schema(description = "How long attempts took, in milliseconds")
            ResponseTimes responseMs,

            @Schema(description = "How much of the time the provider answered")
            Uptime uptime,

            @Schema(
                    description =
                            "The newest failed attempt, also one from before the window; null when there was none")
            @Nullable
            Failure lastError) {}

    /** Milliseconds. */
    @Schema(
            description = "Milliseconds that attempts in the window took, failed ones too unless there was no"
                    + " connection; exact to 12.3 %. Null when there was none.")
    public record ResponseTimes(
            @Schema(
                    description = "Half of the attempts took no longer, in milliseconds",
                    examples = "71.8",
                    minimum = "0")
            @Nullable
            Double p50,

            @Schema(
                    description = "95 % of the attempts took no longer, in milliseconds",
                    examples = "228.1",
                    minimum = "0")
            @Nullable
            Double p95,

            @Schema(
                    description = "99 % of the attempts took no longer, in milliseconds",
                    examples = "912.3",
                    minimum = "0")
            @Nullable
            Double p99) {

        static final ResponseTimes NONE = new ResponseTimes(null, null, null);
    }

    /** Shares from 0 to 1. */
    @Schema(
            description = "Of the minutes in which the provider was called or probed, or in which the open"
                    + " circuit refused a call, the share in which it answered at least once, from 0 to 1."
                    + " A refusal of the request (4xx) is an answer; a 5xx, a timeout, no connection and"
                    + " what cannot be read are none. Minutes without a call do not count; null when there"
                    + " is no other.")
    public record Uptime(
            @Schema(
                    description = "Share of the minutes of the last 5 minutes; null without a call",
                    examples = "1.0",
                    minimum = "0",
                    maximum = "1")
            @JsonProperty("last_5m")
            @Nullable
            Double last5m,

            @Schema(
                    description = "Share of the minutes of the last hour; null without a call",
                    examples = "0.95",
                    minimum = "0",
                    maximum = "1")
            @JsonProperty("last_1h")
            @Nullable
            Double last1h,

            @Schema(
                    description = "Share of the minutes of the last 24 hours; null without a call",
                    examples = "0.998",
                    minimum = "0",
                    maximum = "1")
            @JsonProperty("last_24h")
            @Nullable
            Double last24h,

            @Schema(
                    description = "Share of the minutes of the last 30 days; null without a call",
                    examples = "0.9995",
                    minimum = "0",
                    maximum = "1")
            @JsonProperty("last_30d")
            @Nullable
            Double last30d) {

        static final Uptime NONE = new Uptime(null, null, null, null);
    }

    /** A failed attempt. */
    @Schema(description = "A failed attempt of a call to a provider")
    public record Failure(
            @Schema(description = ProviderFault.ABOUT_CODE, examples = EXAMPLE_ERROR_CODE)
            String code,

            @Schema(
                    description = "What went wrong, for people",
                    examples = "The provider did not answer within 5 s",
                    maxLength = 300)
            String message,

            @Schema(description = "When the attempt failed", examples = "2026-02-03T05:41:30Z")
            Instant at) {}
}
