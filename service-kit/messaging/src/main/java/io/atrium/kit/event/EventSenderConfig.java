package io.atrium.kit.event;

import io.atrium.kit.config.Bounds;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Settings of sending events. The addresses and the security of the broker are the {@code kafka.*} properties. */
@ConfigMapping(prefix = "atrium.kafka")
public interface EventSenderConfig {
    /** How long a record may wait for others to share its request. */
    @WithDefault("PT0.002S")
    @Bounds(min = "PT0S", max = "PT5S")
    Duration linger();

    /** The largest request to one partition, in bytes, before it is sent without waiting. */
    @WithDefault("65536")
    @Bounds(min = "1024", max = "2147483647")
    int batchBytes();

    /** How long one send may take in all, retries included, before it fails. */
    @WithDefault("PT10S")
    @Bounds(min = "PT0.01S", max = "PT24H")
    Duration deliveryTimeout();

    /** How long one request to the broker may take before it is tried again. */
    @WithDefault("PT4S")
    @Bounds(min = "PT0.01S", max = "PT24H")
    Duration requestTimeout();

    /** How many bytes may wait for the broker's acknowledgement; a send beyond that fails at once. */
    @WithDefault("16777216")
    @Bounds(min = "1024", max = "1099511627776")
    long maxBytesInFlight();

    /** The largest record, in bytes. */
    @WithDefault("4194304")
    @Bounds(min = "1024", max = "2147483647")
    int maxRecordBytes();

    /** How records are compressed: none, gzip, snappy, lz4 or zstd. */
    @WithDefault("none")
    String compression();

    /** How much of that one topic may use: while a topic cannot be written, the others have the rest. */
    @WithDefault("0.75")
    @Bounds(min = "0.01", max = "1")
    double topicShare();

    /**
     * How long a transaction on a compacted topic may take in all before it is given up and tried again: revocations and
     * organization states have to be everywhere within seconds.
     */
    @WithDefault("PT3S")
    @Bounds(min = "PT0.01S", max = "PT24H")
    Duration transactionTimeout();
}
