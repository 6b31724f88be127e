package io.atrium.kit.database;

import io.atrium.kit.config.Bounds;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** When a connection to the database counts as lost, for all pools. */
@ConfigMapping(prefix = "atrium.database.connections")
public interface ConnectionConfig {

    /** How long a connection may take to be established. */
    @WithDefault("3S")
    @Bounds(min = "PT0.01S", max = "PT24H")
    Duration connectTimeout();

    /**
     * A connection on which the server has said nothing for so long is closed: to a host that is gone without a word it
     * would never be freed. Twice {@code statement_timeout}; an idle connection is closed after half of it.
     */
    @WithDefault("60S")
    @Bounds(min = "PT0.01S", max = "PT24H")
    Duration silence();
}
