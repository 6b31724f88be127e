package io.atrium.kit.outbox;

import io.atrium.kit.config.Bounds;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Settings of the outbox relay. */
@ConfigMapping(prefix = "atrium.outbox")
public interface OutboxConfig {

    /** Whether this process publishes; at any time one process of a service does. */
    @WithDefault("true")
    boolean enabled();

    /** Messages of one topic read and sent together. */
    @WithDefault("500")
    @Bounds(min = "1", max = "100000")
    int batchSize();

    /** Bytes of data of one topic that are read and sent together. */
    @WithDefault("2097152")
    @Bounds(min = "1024", max = "2147483647")
    int batchBytes();

    /** How often the outbox is looked at without having been woken, and how often a standby tries to become the owner. */
    @WithDefault("1s")
    @Bounds(min = "PT0.01S", max = "P31D")
    Duration pollInterval();

    /**
     * After a wake the outbox is looked at once; wakes within this time of that look bring one look at its end, so that
     * a burst of commits is read in batches.
     */
    @WithDefault("25ms")
    @Bounds(min = "PT0S", max = "PT10S")
    Duration wakeInterval();

    /** At most one NOTIFY to the owning process in this time. */
    @WithDefault("100ms")
    @Bounds(min = "PT0S", max = "PT1M")
    Duration notifyInterval();

    /**
     * Data above this many bytes is not sent as it is: a change goes out with SHA-256 and size in place of before, after
     * and detail.
     */
    @WithDefault("900000")
    @Bounds(min = "1024", max = "2147483647")
    int maxDataBytes();

    /** A change nested deeper than this is treated as one that is too large: no reader goes that deep. */
    @WithDefault("500")
    @Bounds(min = "10", max = "1000")
    int maxDepth();

    /** How long the acknowledgements of one batch are waited for before the next is read; late ones count all the same. */
    @WithDefault("500ms")
    @Bounds(min = "PT0S", max = "PT1M")
    Duration stragglers();

    /** How often a message that fails by its own fault is tried before it is set aside. */
    @WithDefault("3")
    @Bounds(min = "1", max = "1000")
    int attempts();

    /** The first pause after a failure; each further failure doubles it. */
    @WithDefault("250ms")
    @Bounds(min = "PT0.001S", max = "P31D")
    Duration backoff();

    /** The longest pause of a partition that cannot be written, or of a message that fails. */
    @WithDefault("10s")
    @Bounds(min = "PT0.001S", max = "P31D")
    Duration longestBackoff();

    /** The same for a compacted topic, whose messages have to be everywhere soon after the topic can be written again. */
    @WithDefault("1s")
    @Bounds(min = "PT0.001S", max = "P31D")
    Duration longestBackoffOfState();
}
