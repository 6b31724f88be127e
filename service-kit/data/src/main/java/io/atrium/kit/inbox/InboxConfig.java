package io.atrium.kit.inbox;

import io.atrium.kit.config.Bounds;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The inbox. */
@ConfigMapping(prefix = "atrium.inbox")
public interface InboxConfig {

    /** How long a message is remembered; longer than any topic keeps it. */
    @WithDefault("30d")
    @Bounds(min = "P7D", max = "P3660D")
    Duration retention();
}
