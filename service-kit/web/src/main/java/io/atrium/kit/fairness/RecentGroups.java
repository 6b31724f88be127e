package io.atrium.kit.fairness;

import org.jspecify.annotations.Nullable;

/**
 * Tells whether another group than a given one was active a short time ago. Remembers two groups only: the last one, and the
 * last one before it that is different. Not safe for use by several threads.
 */
final class RecentGroups {

    private final long windowNanos;
    private @Nullable String last;
    private @Nullable String other;
    private long lastAt;
    private long otherAt;

    /** @param windowNanos how long a group is active after it was seen */
    RecentGroups(long windowNanos) {
        this.windowNanos = windowNanos;
    }

    /** @param now {@link System#nanoTime()} */
    void see(String group, long now) {
        if (!group.equals(last)) {
            other = last;
            otherAt = lastAt;
            last = group;
        }
        lastAt = now;
    }

    /** @param now {@link System#nanoTime()} */
    boolean hasOther(String group, long now) {
        if (group.equals(last)) {
            return other != null && now - otherAt < windowNanos;
        }
        return last != null && now - lastAt < windowNanos;
    }
}
