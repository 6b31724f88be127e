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

    /**
     * A connection on which the server has said nothing for so long is closed: to a host that is gone without a word it
     * would never be freed. Twice {@code statement_timeout}; an idle connection is closed after half of it.
     */
    @WithDefault("60S")
    Duration silence();
}
