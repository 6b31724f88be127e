package io.atrium.integration.work;

import java.time.Duration;

/** How long work waits that failed by what nobody expected. */
final class WorkFailures {

    private static final int STEPS = 20;

    private WorkFailures() {}

    /** Exponential, up to the longest. */
    static Duration delay(WorkConfig config, int failures) {
        long ceiling = config.failureDelay().toMillis() << Math.min(Math.max(failures - 1, 0), STEPS);
        return Duration.ofMillis(Math.min(config.longestFailureDelay().toMillis(), ceiling));
    }
}
