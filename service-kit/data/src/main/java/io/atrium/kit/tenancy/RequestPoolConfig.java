package io.atrium.kit.tenancy;

import io.atrium.kit.config.Bounds;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.OptionalInt;

/** How long, and how many, requests wait for a database connection. */
@ConfigMapping(prefix = "atrium.database.requests")
public interface RequestPoolConfig {

    /** How long a request waits for a connection, a new one among them, before it is answered 503. */
    @WithDefault("3S")
    @Bounds(min = "PT0.01S", max = "PT24H")
    Duration acquisitionTimeout();

    /** How many requests may wait for a connection, half of them of one organization; one more is answered 503 at once. */
    @WithDefault("512")
    @Bounds(min = "1", max = "1000000")
    int maxWaiting();

    /**
     * How many connections one organization may hold, from 1; half of the pool without it. Its other requests wait
     * and use nothing meanwhile.
     */
    @Bounds(min = "1", max = "1000000")
    OptionalInt maxPerOrganization();
}
