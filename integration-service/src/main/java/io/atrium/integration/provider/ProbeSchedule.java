package io.atrium.integration.provider;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** When providers are probed. */
@ApplicationScoped
public class ProbeSchedule {

    private final long interval;
    private final long jitter;

    ProbeSchedule(ProbeConfig config) {
        if (config.interval().toMillis() < 1 || !(config.jitter() >= 0 && config.jitter() <= 1)) {
            throw new IllegalStateException(
                    "integration.probe.interval must be 1 ms or more, integration.probe.jitter from 0 to 1");
        }
        this.interval = config.interval().toMillis();
        this.jitter = (long) (interval * config.jitter());
    }

    /** Until the first probe: anywhere in an interval, so that organizations that come together are not probed so. */
    public Duration first() {
        return Duration.ofMillis(ThreadLocalRandom.current().nextLong(interval));
    }

    /** Until the next one. */
    public Duration next() {
        long offset = jitter == 0 ? 0 : ThreadLocalRandom.current().nextLong(-jitter, jitter + 1);
        return Duration.ofMillis(Math.max(1, interval + offset));
    }
}
