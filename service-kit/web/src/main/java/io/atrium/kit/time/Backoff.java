package io.atrium.kit.time;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Exponential backoff: the pause after a failure is twice the one before, up to the longest. Jitter keeps those who
 * failed together from coming back together; "full" and "equal" are the terms of the AWS Architecture Blog,
 * <a href="https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/">Exponential Backoff And Jitter</a>.
 *
 * @param first the pause after the first failure
 * @param longest no pause is longer
 */
public record Backoff(Duration first, Duration longest) {

    /** @param failures in a row, 1 for the first; less counts as 1 */
    public Duration after(int failures) {
        long limit = longest.toNanos();
        long pause = first.toNanos();
        for (int n = 1; n < failures && pause > 0 && pause < limit; n++) {
            pause = pause > limit / 2 ? limit : 2 * pause;
        }
        return Duration.ofNanos(Math.min(pause, limit));
    }

    /** Anything above nothing, up to {@link #after}. */
    public Duration withFullJitter(int failures) {
        return Duration.ofNanos(1 + random(after(failures).toNanos()));
    }

    /** Between half of {@link #after} and all of it. */
    public Duration withEqualJitter(int failures) {
        long half = after(failures).toNanos() / 2;
        return Duration.ofNanos(half + 1 + random(half));
    }

    private static long random(long bound) {
        return ThreadLocalRandom.current().nextLong(Math.max(1, bound));
    }
}
