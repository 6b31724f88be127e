package io.atrium.kit.consumer;

import io.atrium.kit.config.Bounds;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long a consumer pauses during an outage, and how often it tries after other failures. */
@ConfigMapping(prefix = "atrium.consumer")
public interface BatchConsumerConfig {
    /** The ceiling of the first pause; each further one has twice that. */
    @WithDefault("PT0.2S")
    @Bounds(min = "PT0.001S", max = "P31D")
    Duration firstPause();

    /** The ceiling that pauses grow to. */
    @WithDefault("PT10S")
    @Bounds(min = "PT0.001S", max = "P31D")
    Duration longestPause();

    /**
     * How often a record is tried alone that fails by anything but an outage, before it becomes a dead letter. A value
     * that the database refuses is tried once.
     */
    @WithDefault("3")
    @Bounds(min = "1", max = "1000")
    int attempts();

    /** How often the same records may run into the database's time limit before each is tried alone. */
    @WithDefault("3")
    @Bounds(min = "1", max = "1000")
    int cancelledAttempts();
}
