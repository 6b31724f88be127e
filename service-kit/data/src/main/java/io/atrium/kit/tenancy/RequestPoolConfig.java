package io.atrium.kit.tenancy;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long requests wait for the database. */
@ConfigMapping(prefix = "atrium.database.requests")
interface RequestPoolConfig {

    /** How long a request waits for a connection, a new one among them, before it is answered 503. */
    @WithDefault("3S")
    Duration acquisitionTimeout();

    /** How many requests may wait for a connection; one more is answered 503 at once. */
    @WithDefault("512")
    int maxWaiting();
}
