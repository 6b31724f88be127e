package io.atrium.identity.directory;

import java.time.Duration;

/**
 * The checked numbers of {@link LockoutConfig}, with durations in seconds, as the parameters of the database's functions. The
 * functions compute the delays, in the transaction that counts the failure: the kit's {@code Backoff} cannot.
 */
record Backoff(
        int threshold,
        double first,
        double factor,
        double longestKnown,
        double longestUnknown,
        double forgotten,
        double remembered,
        int mostPlaces) {

    Backoff {
        require(threshold >= 1, "threshold must be at least 1");
        require(first > 0, "first must be longer than nothing");
        require(factor >= 1 && factor <= 1_000, "factor must be between 1 and 1000");
        require(longestKnown >= first, "longest-in-known-place must not be shorter than first");
        require(longestUnknown >= longestKnown, "longest must not be shorter than longest-in-known-place");
        require(forgotten > longestUnknown, "forgotten-after must be longer than longest");
        require(remembered > 0 && mostPlaces >= 1, "known-places must remember one place at least");
    }

    static Backoff of(LockoutConfig config) {
        return new Backoff(
                config.threshold(),
                seconds(config.first()),
                config.factor(),
                seconds(config.longestInKnownPlace()),
                seconds(config.longest()),
                seconds(config.forgottenAfter()),
                seconds(config.knownPlaces().rememberedFor()),
                config.knownPlaces().most());
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1_000.0;
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new IllegalArgumentException("identity.lockout: " + what);
        }
    }
}
