package io.atrium.integration.provider;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What calls to a provider came to since they were last written down.
 *
 * @param calls attempts that ended, good or bad
 */
public record CallStatistics(
        int calls,
        int failures,
        @Nullable String lastErrorCode,
        @Nullable String lastError,
        @Nullable Instant lastErrorAt) {

    static final CallStatistics NONE = new CallStatistics(0, 0, null, null, null);

    CallStatistics success() {
        return new CallStatistics(calls + 1, failures, lastErrorCode, lastError, lastErrorAt);
    }

    CallStatistics failure(ProviderException failure) {
        return new CallStatistics(calls + 1, failures + 1, failure.fault().code(), failure.getMessage(), Instant.now());
    }
}
