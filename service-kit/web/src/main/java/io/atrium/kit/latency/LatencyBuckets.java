package io.atrium.kit.latency;

import java.time.Duration;
import java.util.List;

/**
 * The upper bounds of the buckets in which the time of a request is counted. There are few of them, because each is one
 * more time series for each route and status; the last one is the deadline of a request.
 */
public final class LatencyBuckets {

    private static final List<Duration> BOUNDS = List.of(
            Duration.ofMillis(50),
            Duration.ofMillis(100),
            Duration.ofMillis(250),
            Duration.ofMillis(500),
            Duration.ofSeconds(1),
            Duration.ofMillis(2_500),
            Duration.ofSeconds(5));

    private LatencyBuckets() {}

    /** A new array, for a timer's {@code serviceLevelObjectives}. */
    public static Duration[] bounds() {
        return BOUNDS.toArray(Duration[]::new);
    }
}
