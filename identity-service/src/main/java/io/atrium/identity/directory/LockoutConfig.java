package io.atrium.identity.directory;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How guessing at one person's password is slowed down, wherever the guesses come from. */
@ConfigMapping(prefix = "identity.lockout")
interface LockoutConfig {

    /** Failed logins in a row after which the next has to wait. */
    @WithDefault("5")
    int threshold();

    /** The first wait; each further failure doubles it. */
    @WithDefault("30s")
    Duration first();

    /** The longest wait. */
    @WithDefault("15m")
    Duration longest();
}
