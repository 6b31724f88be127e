package io.atrium.webhook.health;

import io.atrium.kit.config.Bounds;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/** Whose health is watched, and how. */
@ConfigMapping(prefix = "webhook-gateway.platform")
public interface PlatformConfig {

    /** Name of a service to its address. */
    Map<String, URI> services();

    /** How often each is asked. */
    @WithDefault("PT5S")
    @Bounds(min = "PT0.01S", max = "P31D")
    Duration interval();

    /** How long one may take to answer before it counts as down. */
    @WithDefault("PT1S")
    @Bounds(min = "PT0.01S", max = "PT24H")
    Duration timeout();
}
