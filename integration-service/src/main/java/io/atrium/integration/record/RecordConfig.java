package io.atrium.integration.record;

import io.atrium.kit.config.Bounds;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How the lists of synced data are bounded. */
@ConfigMapping(prefix = "integration.record")
public interface RecordConfig {

    /** How many records, deleted ones among them, one request looks at; the next page goes on from there. */
    @WithDefault("10000")
    @Bounds(min = "1", max = "1000000")
    int listScanLimit();
}
