package io.atrium.integration.provider;

import io.smallrye.faulttolerance.api.CircuitBreakerState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The circuit of one organization's provider in this process.
 *
 * @param since when it came to this state; null when it has never left CLOSED
 * @param nextTryAt from when the next call is let through as a trial; null unless OPEN
 */
public record Circuit(
        CircuitBreakerState state,
        @Nullable Instant since,
        @Nullable Instant nextTryAt) {

    public static final Circuit CLOSED = new Circuit(CircuitBreakerState.CLOSED, null, null);
}
