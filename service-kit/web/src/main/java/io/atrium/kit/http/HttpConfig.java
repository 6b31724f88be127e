package io.atrium.kit.http;

import io.atrium.kit.config.Bounds;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** What one request may hold, and for how long. */
@ConfigMapping(prefix = "atrium.http")
public interface HttpConfig {

    /** The longest body that does not say its length; 0: whoever reads it bounds it. */
    Optional<@Bounds(min = "0", max = "1G") MemorySize> maxChunkedBody();

    /**
     * How long the head of a request may take from its first byte; then the answer is 408. A connection on which nothing
     * arrives is closed after the same time.
     */
    @WithDefault("10S")
    @Bounds(min = "PT0.01S", max = "PT24H")
    Duration headTimeout();

    /**
     * How long the rest of a body is read after its request was refused, so that the client can read the reply; then the
     * connection is closed.
     */
    @WithDefault("10S")
    @Bounds(min = "PT0.01S", max = "PT24H")
    Duration discardTimeout();

    /**
     * How long a request may be worked on once its body is there; beyond it the work is cancelled and the answer is 503.
     * Operations that take longer by their nature say so with {@code @Deadline}.
     */
    @WithDefault("5S")
    @Bounds(min = "PT0.01S", max = "PT24H")
    Duration requestDeadline();

    /**
     * How many bytes of bodies may be in memory at once, for the process; beyond it the answer is 503. A sixteenth of the
     * heap without it: a body takes several times its length while it is read as JSON.
     */
    Optional<@Bounds(min = "1K", max = "1T") MemorySize> maxBufferedBytes();

    /** How many of these one organization, or one client network without a token, may hold; a quarter without it. */
    Optional<@Bounds(min = "1K", max = "1T") MemorySize> maxBufferedBytesPerClient();

    Body body();

    /** Senders that keep others waiting. */
    interface Body {

        /** A body of which nothing has come for so long is given up with 408. */
        @WithDefault("10S")
        @Bounds(min = "PT0.01S", max = "PT24H")
        Duration idle();

        /** Bytes a second that a body has to bring on average, after the first {@link #idle}. */
        @WithDefault("16K")
        @Bounds(min = "1K", max = "1T")
        MemorySize leastRate();

        /** From this length on a body is read as JSON on a worker thread. */
        @WithDefault("64K")
        @Bounds(min = "1K", max = "1T")
        MemorySize parsedOnWorker();
    }
}
