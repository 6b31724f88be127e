package io.atrium.identity.registration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Calls to tenant-service. */
@ConfigMapping(prefix = "identity.tenant-service")
interface TenantConfig {

    /** The most a call may take, connecting included. */
    @WithDefault("3s")
    Duration timeout();
}
