package io.atrium.integration.provider;

import io.atrium.kit.config.Bounds;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How providers are probed. */
@ConfigMapping(prefix = "integration.probe")
public interface ProbeConfig {

    /** Whether providers are called only to see whether they answer. */
    @WithDefault("true")
    boolean enabled();

    /** How often each provider of each organization is probed. */
    @WithDefault("PT60S")
    @Bounds(min = "PT0.01S", max = "P31D")
    Duration interval();

    /** By how much of the interval the next probe may be earlier or later, so that they spread: 0 to 1. */
    @WithDefault("0.1")
    @Bounds(min = "0", max = "1")
    double jitter();
}
