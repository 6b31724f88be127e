package io.atrium.tenant.reservation;

import io.atrium.kit.config.Bounds;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** When reservations that nobody settled are settled by the platform. */
@ConfigMapping(prefix = "tenant.reaper")
public interface ReaperConfig {
    /** How often to look. */
    @WithDefault("15S")
    String every();

    /** The age at which a reservation is looked into, longer than any registration takes. */
    @WithDefault("60S")
    @Bounds(min = "PT1S", max = "P3660D")
    Duration age();

    /** The first pause after identity-service could not be asked; doubled up to the longest one. */
    @WithDefault("15S")
    @Bounds(min = "PT0.001S", max = "P31D")
    Duration firstPause();

    @WithDefault("10M")
    @Bounds(min = "PT0.001S", max = "P31D")
    Duration longestPause();

    /** Reservations settled in one run. */
    @WithDefault("50")
    @Bounds(min = "1", max = "100000")
    int batch();
}
