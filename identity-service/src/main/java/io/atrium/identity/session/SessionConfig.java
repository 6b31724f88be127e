package io.atrium.identity.session;

import io.atrium.kit.config.Bounds;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long a login lasts. */
@ConfigMapping(prefix = "identity.session")
public interface SessionConfig {

    /** A session that is not refreshed for so long is over. */
    @WithDefault("7d")
    @Bounds(min = "PT1S", max = "P3660D")
    Duration idleLifetime();

    /** A session is over then, however often it was refreshed. */
    @WithDefault("30d")
    @Bounds(min = "PT1S", max = "P3660D")
    Duration absoluteLifetime();

    /** For how long a refresh token that was just used gives its successor again: a retry, a second tab. */
    @WithDefault("10s")
    @Bounds(min = "PT0S", max = "PT5M")
    Duration refreshGrace();

    /** How often sessions and refresh tokens that have been over for a day are removed. */
    @WithDefault("1h")
    @Bounds(min = "PT0.01S", max = "P31D")
    Duration purgedEvery();
}
