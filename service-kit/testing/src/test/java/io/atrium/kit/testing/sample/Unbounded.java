package io.atrium.kit.testing.sample;

import io.smallrye.config.ConfigMapping;
import java.time.Duration;
import java.util.Optional;

/** Settings that take any value. */
@ConfigMapping(prefix = "sample")
public interface Unbounded {
    int tries();

    String name();

    Part part();

    /** A part of the settings. */
    interface Part {
        Optional<Duration> pause();
    }
}
