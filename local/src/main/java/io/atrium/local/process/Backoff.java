package io.atrium.local.process;

import java.time.Duration;

/**
 * The pauses before restarts: none before the first one, then doubling from {@code first} to the longest, and none again
 * after the process has stayed up for {@code settled}.
 */
public final class Backoff {

    private final Duration first;
    private final Duration longest;
    private final Duration settled;
    private Duration next;

    public Backoff(Duration first, Duration longest, Duration settled) {
        this.first = first;
        this.longest = longest;
        this.settled = settled;
        this.next = Duration.ZERO;
    }

    public static Backoff ofDefaults() {
        return new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30), Duration.ofSeconds(60));
    }

    /** The pause after a process that lived for {@code uptime} has died. */
    public Duration after(Duration uptime) {
        if (uptime.compareTo(settled) >= 0) {
            next = Duration.ZERO;
        }
        Duration pause = next;
        Duration doubled = next.isZero() ? first : next.multipliedBy(2);
        next = doubled.compareTo(longest) > 0 ? longest : doubled;
        return pause;
    }
}
