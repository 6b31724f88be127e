package io.atrium.identity.directory;

import io.atrium.kit.config.Bounds;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/**
 * How guessing at one person's password is slowed down. Failures are counted for the person: those of each place where
 * they have logged in before by themselves, those of the rest of the world together.
 */
@ConfigMapping(prefix = "identity.lockout")
public interface LockoutConfig {

    /** Failures in a row after which the next login has to wait. */
    @WithDefault("5")
    @Bounds(min = "1", max = "1000")
    int threshold();

    /** The first wait. */
    @WithDefault("5s")
    @Bounds(min = "PT0.001S", max = "P31D")
    Duration first();

    /** By what each further failure multiplies the wait. */
    @WithDefault("2")
    @Bounds(min = "1", max = "100")
    double factor();

    /** The longest wait in a place where the person has logged in before. */
    @WithDefault("10s")
    @Bounds(min = "PT0.001S", max = "P31D")
    Duration longestInKnownPlace();

    /** The longest wait anywhere else. */
    @WithDefault("15m")
    @Bounds(min = "PT0.001S", max = "P31D")
    Duration longest();

    /** Failures are forgotten when none has followed for so long; longer than the longest wait. */
    @WithDefault("1h")
    @Bounds(min = "PT1S", max = "P3660D")
    Duration forgottenAfter();

    KnownPlaces knownPlaces();

    /** Client networks that a person has logged in from. */
    interface KnownPlaces {

        /** How many are remembered for each person; the one that was used least recently gives way. */
        @WithDefault("10")
        @Bounds(min = "1", max = "1000000")
        int most();

        /** For how long after the last login. */
        @WithDefault("90d")
        @Bounds(min = "PT1S", max = "P3660D")
        Duration rememberedFor();

        /** How often those that are no longer remembered are removed. */
        @WithDefault("1h")
        @Bounds(min = "PT0.01S", max = "P31D")
        Duration purgedEvery();
    }
}
