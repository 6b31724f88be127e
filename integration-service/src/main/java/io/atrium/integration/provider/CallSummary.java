package io.atrium.integration.provider;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What calls of one organization to one provider came to since they were last written down.
 *
 * @param calls attempts that ended, good or bad
 * @param answered attempts that the provider answered, also by refusing them
 * @param unanswered attempts that it did not answer, answered with an error of its own or with what cannot be read, and
 *     calls that the open circuit refused
 * @param goodInRow good attempts after the last bad one
 * @param latency attempts by the bucket of {@link LatencyScale}; those that got no connection are in none
 * @param lastError null when every attempt was good
 * @param circuit the state it came to last; null when it has not changed
 */
public record CallSummary(
        UUID organizationId,
        String provider,
        long calls,
        long failures,
        long answered,
        long unanswered,
        int goodInRow,
        List<Integer> latency,
        @Nullable LastError lastError,
        @Nullable Circuit circuit) {

    public CallSummary {
        requireNonNull(organizationId, "organizationId");
        requireNonNull(provider, "provider");
        latency = List.copyOf(latency);
    }

    /** A failed attempt: its code, words that may be shown to the organization, and when. */
    public record LastError(String code, String message, Instant at) {}
}
