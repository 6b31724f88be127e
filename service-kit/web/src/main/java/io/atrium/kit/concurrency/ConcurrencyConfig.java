package io.atrium.kit.concurrency;

import io.atrium.kit.config.Bounds;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.OptionalInt;

/** How many requests this process works on at once, and how many of them for one organization. */
@ConfigMapping(prefix = "atrium.http.concurrency")
public interface ConcurrencyConfig {

    /** Requests of signed-in callers that are worked on at once; sixteen a processor without it. */
    @Bounds(min = "1", max = "1000000")
    OptionalInt max();

    /** How many of them may be of one organization; four a processor without it. Its other requests wait their turn. */
    @Bounds(min = "1", max = "1000000")
    OptionalInt maxPerOrganization();

    /**
     * How many of them may be of one organization while another one is active, at most {@link #maxPerOrganization}; three for
     * two processors without it.
     */
    @Bounds(min = "1", max = "1000000")
    OptionalInt maxBesideOthers();

    /** How long an organization is active after a request. */
    @WithDefault("PT1S")
    @Bounds(min = "PT0S", max = "PT24H")
    Duration activity();

    /** How many requests may wait, half of them of one organization; one more is answered 503 at once. */
    @WithDefault("1024")
    @Bounds(min = "1", max = "1000000")
    int maxWaiting();

    /** How long a request waits before it is answered 503. */
    @WithDefault("3S")
    @Bounds(min = "PT0.01S", max = "PT24H")
    Duration patience();

    /**
     * A request that has been worked on for longer counts no more: it waits for something else than this process, a slow
     * client or a lock, and what it holds of that has bounds of its own.
     */
    @WithDefault("PT0.1S")
    @Bounds(min = "PT0.001S", max = "PT24H")
    Duration counted();
}
