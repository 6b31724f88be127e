package io.atrium.audit.trail;

import io.atrium.kit.config.Bounds;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How searches are bounded. */
@ConfigMapping(prefix = "audit.search")
public interface TrailConfig {
    /** How many events one request with {@code q} looks through; the next page goes on from there. */
    @WithDefault("10000")
    @Bounds(min = "1", max = "100000000")
    int scanLimit();

    /** How many searches this process has under way; it has more connections than these. */
    @WithDefault("12")
    @Bounds(min = "1", max = "10000")
    int concurrent();

    /** How many of them one organization may have. */
    @WithDefault("6")
    @Bounds(min = "1", max = "10000")
    int concurrentOfOrganization();
}
