package io.atrium.integration.sync;

import io.atrium.kit.config.Bounds;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How syncs run. */
@ConfigMapping(prefix = "integration.sync")
public interface SyncConfig {

    /** Records asked for at a time. */
    @WithDefault("200")
    @Bounds(min = "1", max = "100000")
    int pageSize();

    /** How far an incremental sync looks back behind the newest record it knows. */
    @WithDefault("PT5M")
    @Bounds(min = "PT0S", max = "P31D")
    Duration overlap();

    /** A full sync that would delete more than this many records, and more than the share, is held. */
    @WithDefault("20")
    @Bounds(min = "0", max = "1000000000")
    long heldAbove();

    /** A full sync that would delete more than this share of the records, and more than the number, is held. */
    @WithDefault("0.1")
    @Bounds(min = "0", max = "1")
    double heldAboveShare();

    /** How often a step is taken up again without a page in between before it has failed. */
    @WithDefault("6")
    @Bounds(min = "1", max = "1000")
    int maxAttempts();

    /** How often a step begins anew because the provider refused its own cursor before it has failed. */
    @WithDefault("3")
    @Bounds(min = "0", max = "1000")
    int maxRewinds();

    /** How many pages a step reads at most: a provider whose pages never end must not keep it running for ever. */
    @WithDefault("100000")
    @Bounds(min = "1", max = "100000000")
    int maxPages();

    /** How long a step goes on at most, from its start. */
    @WithDefault("PT24H")
    @Bounds(min = "PT0.001S", max = "P31D")
    Duration longest();

    /** How many pages a job reads before it goes back behind the others'. */
    @WithDefault("20")
    @Bounds(min = "1", max = "100000")
    int pagesATurn();

    /** How many records. */
    @WithDefault("2000")
    @Bounds(min = "1", max = "100000")
    int recordsATurn();

    /** How long it reads: a page that is being read is read to its end. */
    @WithDefault("PT10S")
    @Bounds(min = "PT0.01S", max = "PT24H")
    Duration turn();

    /** The pause before a step is taken up again; each further one has twice that, with full jitter. */
    @WithDefault("PT5S")
    @Bounds(min = "PT0.001S", max = "P31D")
    Duration firstDelay();

    /** The longest pause, except for a provider's Retry-After. */
    @WithDefault("PT5M")
    @Bounds(min = "PT0.001S", max = "P31D")
    Duration longestDelay();
}
