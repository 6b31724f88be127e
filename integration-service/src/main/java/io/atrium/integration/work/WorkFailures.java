package io.atrium.integration.work;

import io.atrium.kit.time.Backoff;
import java.time.Duration;

/** How long work waits that failed by what nobody expected. */
final class WorkFailures {

    private WorkFailures() {}

    /** Exponential, up to the longest. */
    static Duration delay(WorkConfig config, int failures) {
        return new Backoff(config.failureDelay(), config.longestFailureDelay()).after(failures);
    }
}
