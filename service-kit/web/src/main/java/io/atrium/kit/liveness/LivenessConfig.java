package io.atrium.kit.liveness;

import io.atrium.kit.config.Bounds;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** When a process counts as one that cannot work any more. */
@ConfigMapping(prefix = "atrium.liveness")
public interface LivenessConfig {

    /** An event loop that has run nothing for so long is blocked. Each loop runs a heartbeat ten times in it. */
    @WithDefault("30S")
    @Bounds(min = "PT0.1S", max = "PT1H")
    Duration eventLoopBlockedAfter();

    /**
     * The thread of a topic table that has not gone round its loop for so long is blocked or has ended. It goes round
     * twice a second, and once in ten seconds or so while Kafka is away.
     */
    @WithDefault("2M")
    @Bounds(min = "PT1S", max = "PT1H")
    Duration topicTableBlockedAfter();
}
