package io.atrium.local.process;

import java.time.Duration;

/**
 * The pauses before restarts: none before the first restart, then doubling from {@code first} to {@code longest}, and none
 * again after the process has run for {@code settled}. The kit's {@code Backoff} has a pause after the first failure, and
 * is in kit-web, which brings Quarkus into a program that does without.
 */
public final class RestartBackoff {

    private final Duration first;
    private final Duration longest;
    private final Duration settled;
    private Duration next;

    public RestartBackoff(Duration first, Duration longest, Duration settled) {
        this.first = first;
        this.longest = longest;
        this.settled = settled;
        this.next = Duration.ZERO;
    }

    public static RestartBackoff ofDefaults() {
        return new RestartBackoff(Duration.ofSeconds(1), Duration.ofSeconds(30), Duration.ofSeconds(60));
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
