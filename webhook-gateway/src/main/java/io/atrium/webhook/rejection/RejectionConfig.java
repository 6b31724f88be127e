package io.atrium.webhook.rejection;

import io.atrium.kit.config.Bounds;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How refused signatures are told. */
@ConfigMapping(prefix = "webhook-gateway.rejection")
public interface RejectionConfig {

    /** How often counts go to the audit trail. */
    @WithDefault("PT1M")
    @Bounds(min = "PT0.01S", max = "P31D")
    Duration interval();
}
