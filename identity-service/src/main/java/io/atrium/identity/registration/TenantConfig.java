package io.atrium.identity.registration;

import io.atrium.kit.config.Bounds;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Calls to tenant-service. */
@ConfigMapping(prefix = "identity.tenant-service")
public interface TenantConfig {

    /** The most a call may take, connecting included. */
    @WithDefault("3s")
    @Bounds(min = "PT0.01S", max = "PT24H")
    Duration timeout();
}
