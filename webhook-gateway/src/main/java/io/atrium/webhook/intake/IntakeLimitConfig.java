package io.atrium.webhook.intake;

import io.atrium.kit.config.Bounds;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.OptionalInt;

/** How many events are taken in; over it the answer is 429. */
@ConfigMapping(prefix = "webhook-gateway.rate-limit")
public interface IntakeLimitConfig {

    /** Events of one source in a window, 0 for no limit; {@code WEBHOOK_RATE_LIMIT}. */
    @WithDefault("10000")
    @Bounds(min = "0", max = "1000000000")
    int requests();

    /**
     * Events of one organization's sources together in a window, 0 for no limit; three times a source's when not set;
     * {@code WEBHOOK_RATE_LIMIT_ORGANIZATION}.
     */
    @Bounds(min = "0", max = "1000000000")
    OptionalInt organizationRequests();

    /** Length of the window, 1 s to 24 h. */
    @WithDefault("1S")
    @Bounds(min = "PT1S", max = "PT24H")
    Duration window();
}
