package io.atrium.kit.partition;

import io.atrium.kit.config.Bounds;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How often partitions are created and dropped. */
@ConfigMapping(prefix = "atrium.partitions")
public interface PartitionConfig {

    /** Between two times; the first is at the start. Partitions are made months ahead. */
    @WithDefault("PT12H")
    @Bounds(min = "PT1M", max = "P31D")
    Duration interval();

    /** Until it is tried again after a failure: the database was away, or a lock was not to be had in time. */
    @WithDefault("PT1M")
    @Bounds(min = "PT1S", max = "P1D")
    Duration afterFailure();
}
