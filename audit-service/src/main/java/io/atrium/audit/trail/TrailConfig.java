package io.atrium.audit.trail;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How searches are bounded. */
@ConfigMapping(prefix = "audit.search")
public interface TrailConfig {
    /** How many events one request with {@code q} looks through; the next page goes on from there. */
    @WithDefault("10000")
    int scanLimit();
}
