package io.atrium.webhook.intake;

import io.atrium.kit.config.Bounds;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How batches are taken in. An item's own limits are those of a single delivery. */
@ConfigMapping(prefix = "webhook-gateway.batch")
public interface BatchConfig {

    /** The largest body, in bytes, as it comes and decoded; more is answered 413. The gateway in front has this too. */
    @WithDefault("16777216")
    @Bounds(min = "1024", max = "2147483647")
    int maxBody();

    /** How many events a batch may have; more is answered 422. */
    @WithDefault("1000")
    @Bounds(min = "1", max = "100000")
    int maxEvents();

    /** How many bytes all batches together may hold in memory; beyond it the answer is 503. */
    @WithDefault("75497472")
    @Bounds(min = "1024", max = "1099511627776")
    long maxBufferedBytes();

    /**
     * How many of these bytes one organization may hold, and one client network with batches whose signatures are not
     * verified yet; beyond it the answer is 503. At least twice the largest body
     * and what its items take, which an encoded batch needs.
     */
    @WithDefault("37748736")
    @Bounds(min = "1024", max = "1099511627776")
    long maxBufferedBytesPerOrganization();

    /** How long a body may take to arrive before the answer is 408; {@code atrium.http.body} bounds it too. */
    @WithDefault("PT30S")
    @Bounds(min = "PT0.01S", max = "PT24H")
    Duration readTimeout();

    /** How long a batch may take to be handed to the broker before the answer is 503. */
    @WithDefault("PT20S")
    @Bounds(min = "PT0.01S", max = "PT24H")
    Duration publishTimeout();

    /** How many bytes of all batches' events may wait for the broker's acknowledgement; the rest waits its turn. */
    @WithDefault("8388608")
    @Bounds(min = "1024", max = "1099511627776")
    long maxBytesInFlight();

    /** How many threads verify, read and hand over batches. */
    @WithDefault("2")
    @Bounds(min = "1", max = "10000")
    int workers();
}
