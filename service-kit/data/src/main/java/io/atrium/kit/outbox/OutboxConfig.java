package io.atrium.kit.outbox;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The outbox relay. */
@ConfigMapping(prefix = "atrium.outbox")
public interface OutboxConfig {

    /** Whether this process publishes; at any time one process of a service does. */
    @WithDefault("true")
    boolean enabled();

    /** Rows read, published and removed together. */
    @WithDefault("500")
    int batchSize();

    /** How often the outbox is looked at without having been woken, and how often a standby tries to become the owner. */
    @WithDefault("1s")
    Duration pollInterval();

    /** Wakes within this time are one: a burst of commits is read in batches. */
    @WithDefault("5ms")
    Duration wakeInterval();

    /** At most one NOTIFY to the owning process in this time. */
    @WithDefault("100ms")
    Duration notifyInterval();

    /** Data above this many bytes is published without before and after, whose SHA-256 and size stand in their place. */
    @WithDefault("900000")
    int maxDataBytes();
}
