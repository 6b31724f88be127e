package io.atrium.integration.health;

import io.atrium.kit.problem.ProblemException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How far health looks back, and the buckets it is read from. */
enum HealthWindow {
    FIVE_MINUTES("5m", Duration.ofMinutes(5), Resolution.MINUTE),
    HOUR("1h", Duration.ofHours(1), Resolution.MINUTE),
    DAY("24h", Duration.ofDays(1), Resolution.FIVE_MINUTES),
    MONTH("30d", Duration.ofDays(30), Resolution.HOUR);

    private final String text;
    private final Duration length;
    private final Resolution resolution;

    HealthWindow(String text, Duration length, Resolution resolution) {
        this.text = text;
        this.length = length;
        this.resolution = resolution;
    }

    /**
     * The window that a query parameter names, an hour when it names none.
     *
     * @throws ProblemException VALIDATION_FAILED for anything else
     */
    static HealthWindow of(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return HOUR;
        }
        for (HealthWindow window : values()) {
            if (window.text.equals(text)) {
                return window;
            }
        }
        throw ProblemException.invalid("window", "must be 5m, 1h, 24h or 30d");
    }

    String text() {
        return text;
    }

    Duration length() {
        return length;
    }

    Resolution resolution() {
        return resolution;
    }

    /** The length of a bucket of calls, and how long buckets of it are kept. */
    enum Resolution {
        MINUTE(Duration.ofMinutes(1), Duration.ofMinutes(65)),
        FIVE_MINUTES(Duration.ofMinutes(5), Duration.ofMinutes(24 * 60 + 10)),
        HOUR(Duration.ofHours(1), Duration.ofHours(30 * 24 + 1));

        private final Duration length;
        private final Duration kept;

        Resolution(Duration length, Duration kept) {
            this.length = length;
            this.kept = kept;
        }

        int seconds() {
            return (int) length.toSeconds();
        }

        Duration kept() {
            return kept;
        }
    }
}
