package io.atrium.kit.outbox;

import java.time.Duration;

/** Pauses that double with each failure up to a longest. */
final class Backoffs {

    private Backoffs() {}

    static Duration after(int failures, Duration first, Duration longest) {
        long millis = first.toMillis() << Math.min(Math.max(failures - 1, 0), 20);
        return Duration.ofMillis(Math.min(longest.toMillis(), millis));
    }
}
