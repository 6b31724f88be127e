package io.atrium.kit.partition;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How often partitions are looked after. */
@ConfigMapping(prefix = "atrium.partitions")
interface PartitionConfig {

    /** Between two times; the first is at the start. Partitions are made months ahead. */
    @WithDefault("PT12H")
    Duration interval();

    /** Until it is tried again after a failure: the database was away, or a lock was not to be had in time. */
    @WithDefault("PT1M")
    Duration afterFailure();
}
