package io.atrium.audit.trail;

import io.atrium.kit.config.Bounds;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How searches are bounded. */
@ConfigMapping(prefix = "audit.search")
public interface TrailConfig {
    /** How many events one request looks at for those that meet its filters; the next page goes on from there. */
    @WithDefault("10000")
    @Bounds(min = "1", max = "1000000")
    int scanLimit();

    /** How many bytes of text a request with {@code q} looks through. */
    @WithDefault("16M")
    @Bounds(min = "1K", max = "1G")
    MemorySize scanBytes();

    /** How many searches this process has under way; it has more connections than these. */
    @WithDefault("12")
    @Bounds(min = "1", max = "10000")
    int concurrent();

    /** How many of them one organization may have. */
    @WithDefault("6")
    @Bounds(min = "1", max = "10000")
    int concurrentOfOrganization();
}
