package io.atrium.integration.health;

import io.atrium.integration.provider.CallSummary;
import io.atrium.integration.provider.LatencyScale;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;

/** What a replica has counted. */
final class HealthCounts {

    private HealthCounts() {}

    static CallSummary good(UUID organization, int calls, Duration took) {
        return new CallSummary(organization, "user", calls, 0, calls, 0, calls, latency(calls, took), null, null);
    }

    /** Timeouts. */
    static CallSummary bad(UUID organization, int calls) {
        return new CallSummary(
                organization,
                "user",
                calls,
                calls,
                0,
                calls,
                0,
                latency(calls, Duration.ofSeconds(10)),
                new CallSummary.LastError("provider_timeout", "No answer within 10000 ms", Instant.now()),
                null);
    }

    private static List<Integer> latency(int calls, Duration took) {
        List<Integer> counts = new ArrayList<>(Collections.nCopies(LatencyScale.BUCKETS, 0));
        counts.set(LatencyScale.bucket(took.toNanos()), calls);
        return counts;
    }
}
