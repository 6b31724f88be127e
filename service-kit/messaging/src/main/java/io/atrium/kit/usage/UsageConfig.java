package io.atrium.kit.usage;

import io.atrium.kit.config.Bounds;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Settings of sending usage. */
@ConfigMapping(prefix = "atrium.usage")
public interface UsageConfig {

    /** How often what was counted is told; a process that is killed loses what it has counted since. */
    @WithDefault("10S")
    @Bounds(min = "PT0.01S", max = "P31D")
    Duration interval();
}
