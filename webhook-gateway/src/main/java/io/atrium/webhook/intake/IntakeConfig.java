package io.atrium.webhook.intake;

import io.atrium.kit.config.Bounds;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How deliveries are taken in. */
@ConfigMapping(prefix = "webhook-gateway.intake")
public interface IntakeConfig {

    /** The largest body, in bytes, as it comes and decoded; more is answered 413. */
    @WithDefault("1048576")
    @Bounds(min = "1024", max = "2147483647")
    int maxBody();

    /** How many times its length a body with a Content-Encoding may decode to, when that is more than 256 KiB. */
    @WithDefault("100")
    @Bounds(min = "1", max = "100000000")
    int maxDecodedRatio();

    /**
     * How many deliveries that are large or encoded may be worked on at once, half of them of one sender; beyond
     * it the answer is 503.
     */
    @WithDefault("64")
    @Bounds(min = "1", max = "10000")
    int maxLarge();

    /**
     * How many deliveries and batches with asymmetric signatures may be verified or wait for it, half of them of one
     * organization and a quarter of one sender; beyond it the answer is 503.
     */
    @WithDefault("128")
    @Bounds(min = "4", max = "100000")
    int maxAsymmetric();

    /** How many threads verify asymmetric signatures of single deliveries. */
    @WithDefault("2")
    @Bounds(min = "1", max = "1000")
    int asymmetricWorkers();

    /** How many of the latest event ids are remembered for the answer {@code duplicate}. */
    @WithDefault("262144")
    @Bounds(min = "0", max = "100000000")
    int remembered();

    /**
     * How many deliveries may wait for the broker's acknowledgement, half of them of one organization; beyond it the answer
     * is 503.
     */
    @WithDefault("8192")
    @Bounds(min = "1", max = "100000000")
    int maxInFlight();

    /**
     * How many bytes of events may wait for the broker's acknowledgement, half of them of one organization; beyond it the
     * answer is 503.
     */
    @WithDefault("25165824")
    @Bounds(min = "1024", max = "1099511627776")
    long maxBytesInFlight();

    /**
     * How many deliveries may wait for partitions that failed to acknowledge, until they acknowledge one again, half of them
     * of one organization; as many events of batches.
     */
    @WithDefault("64")
    @Bounds(min = "1", max = "100000000")
    int maxInFlightAfterFailure();

    /** How long the broker may take to acknowledge before the answer is 503. */
    @WithDefault("PT5S")
    @Bounds(min = "PT0.01S", max = "PT24H")
    Duration acknowledgementTimeout();

    /** How long an event waits for others to share its request to the broker. */
    @WithDefault("PT0.002S")
    @Bounds(min = "PT0S", max = "PT5S")
    Duration linger();

    /** The largest request to one partition, in bytes, before it is sent without waiting. */
    @WithDefault("131072")
    @Bounds(min = "1024", max = "2147483647")
    int batchBytes();

    /** How events are compressed: none, gzip, snappy, lz4 or zstd. */
    @WithDefault("none")
    String compression();
}
