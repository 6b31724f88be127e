package io.atrium.kit.config;

import java.time.Duration;

/** {@link Bounds} of durations, in ISO 8601. */
public class DurationBounds extends BoundsValidator<Duration, Duration> {
    @Override
    Duration parse(String bound) {
        return Duration.parse(bound);
    }

    @Override
    Duration comparable(Duration value) {
        return value;
    }

    @Override
    String written(Duration value) {
        return value.toString();
    }
}
