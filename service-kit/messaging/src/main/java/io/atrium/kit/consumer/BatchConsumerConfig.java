package io.atrium.kit.consumer;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How a consumer waits for an outage to end. */
@ConfigMapping(prefix = "atrium.consumer")
public interface BatchConsumerConfig {
    /** The ceiling of the first pause; each further one has twice that. */
    @WithDefault("PT0.2S")
    Duration firstPause();

    /** The ceiling that pauses grow to. */
    @WithDefault("PT10S")
    Duration longestPause();
}
