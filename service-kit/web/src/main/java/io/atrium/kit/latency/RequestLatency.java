package io.atrium.kit.latency;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Arrays;

/** Counts the requests that Quarkus measures in {@link LatencyBuckets}. */
@Singleton
class RequestLatency {

    private static final String REQUESTS = "http.server.requests";

    @Produces
    @Singleton
    MeterFilter buckets() {
        DistributionStatisticConfig buckets = DistributionStatisticConfig.builder()
                .serviceLevelObjectives(Arrays.stream(LatencyBuckets.bounds())
                        .mapToDouble(Duration::toNanos)
                        .toArray())
                .build();
        return new MeterFilter() {
            @Override
            public DistributionStatisticConfig configure(Meter.Id id, DistributionStatisticConfig config) {
                return id.getName().equals(REQUESTS) ? buckets.merge(config) : config;
            }
        };
    }
}
