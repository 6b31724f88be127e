package io.atrium.kit.refusal;

import io.atrium.kit.config.Bounds;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Settings of writing refused access to the audit trail. */
@ConfigMapping(prefix = "atrium.refusal")
public interface RefusalConfig {

    /** One event for a caller, an operation and a reason in this time. */
    @WithDefault("1M")
    @Bounds(min = "PT0.01S", max = "P31D")
    Duration interval();

    /** How often is looked for what is to be told; the first refusal is in the trail after this time. */
    @WithDefault("1S")
    @Bounds(min = "PT0.01S", max = "P31D")
    Duration tick();

    /** Callers and operations that are counted apart in one organization; what comes on top is one count. */
    @WithDefault("500")
    @Bounds(min = "1", max = "1000000")
    int maxPerOrganization();

    /** Counts kept by this process, of all organizations; what comes on top is a metric alone. */
    @WithDefault("20000")
    @Bounds(min = "1", max = "100000000")
    int maxTotal();

    /** Events written in one tick, one after the other. */
    @WithDefault("200")
    @Bounds(min = "1", max = "100000")
    int maxPerTick();
}
