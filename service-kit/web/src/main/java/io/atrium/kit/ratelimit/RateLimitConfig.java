package io.atrium.kit.ratelimit;

import io.atrium.kit.config.Bounds;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/** How many requests are admitted, and where they are counted. */
@ConfigMapping(prefix = "atrium.rate-limit")
public interface RateLimitConfig {

    /** Requests of one caller in a window, 0 for no limit; {@code RATE_LIMIT_REQUESTS}. */
    @WithDefault("100")
    @Bounds(min = "0", max = "1000000000")
    int requests();

    /** Length of the window, 1 s to 24 h; {@code RATE_LIMIT_WINDOW}, a number is seconds. */
    @WithDefault("60S")
    @Bounds(min = "PT1S", max = "PT24H")
    Duration window();

    /**
     * Requests of one organization's callers together in a window, 0 for no limit; ten times the caller's when not
     * set; {@code RATE_LIMIT_ORGANIZATION_REQUESTS}.
     */
    @Bounds(min = "0", max = "1000000000")
    OptionalInt organizationRequests();

    /** How many buckets of each limit this process keeps at most; some 160 bytes each. */
    @WithDefault("20000")
    @Bounds(min = "1", max = "100000000")
    int maxBuckets();

    /** The count that services and replicas share. */
    Redis redis();

    /** Where the shared count is. */
    interface Redis {

        /** {@code redis://} or {@code rediss://}; without it every process counts for itself; {@code REDIS_URL}. */
        Optional<String> url();

        /** How long a request waits for Redis before this process decides; {@code RATE_LIMIT_REDIS_TIMEOUT}. */
        @WithDefault("PT0.05S")
        @Bounds(min = "PT0.01S", max = "PT24H")
        Duration timeout();

        /** How long after a failure Redis is tried again; doubled up to 30 s while it keeps failing. */
        @WithDefault("1S")
        @Bounds(min = "PT0.01S", max = "PT24H")
        Duration retry();
    }
}
