package io.atrium.identity.user;

import io.atrium.kit.config.Bounds;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** When users who were deleted are removed. */
@ConfigMapping(prefix = "identity.user-purge")
interface UserPurgeConfig {

    /** For how long the row of a deleted user is kept. */
    @WithDefault("30d")
    @Bounds(min = "PT0S", max = "P3660D")
    Duration after();

    /** How often users whose time is over are looked for. */
    @WithDefault("1h")
    @Bounds(min = "PT0.01S", max = "P31D")
    Duration every();
}
