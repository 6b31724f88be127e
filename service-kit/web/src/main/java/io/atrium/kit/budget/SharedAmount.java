package io.atrium.kit.budget;

import java.util.HashMap;
import java.util.Map;

/**
 * An amount (bytes, places) that is given out, and the share of it that one owner may hold. What does not fit is refused.
 * Safe for use by several threads. Memory: an entry for each owner that holds something.
 *
 * @param <K> whose it is
 */
public final class SharedAmount<K> {

    private final long total;
    private final long share;
    private final Map<K, Long> held = new HashMap<>();
    private long sum;

    /**
     * Nothing of it is held yet.
     *
     * @param share how much of it one owner may hold, from 1 to the total
     */
    public SharedAmount(long total, long share) {
        if (share < 1 || share > total) {
            throw new IllegalArgumentException("The share is " + share + "; it is from 1 to the total, " + total);
        }
        this.total = total;
        this.share = share;
    }

    /** Half of it is one owner's share. */
    public static <K> SharedAmount<K> halved(long total) {
        return new SharedAmount<>(total, (total + 1) / 2);
    }

    /** Whether there is room now. Takes nothing. */
    public synchronized boolean hasRoom(K owner, long amount) {
        return sum + amount <= total && held.getOrDefault(owner, 0L) + amount <= share;
    }

    /** @return false when there is no room; then nothing was taken */
    public synchronized boolean take(K owner, long amount) {
        if (!hasRoom(owner, amount)) {
            return false;
        }
        sum += amount;
        held.merge(owner, amount, Long::sum);
        return true;
    }

    /** Gives back what was taken. */
    public synchronized void give(K owner, long amount) {
        sum -= amount;
        held.computeIfPresent(owner, (same, before) -> before <= amount ? null : before - amount);
    }

    /**
     * What was taken by one owner is another's from now on.
     *
     * @return false when the other has no room for it in its share; then nothing has changed
     */
    public synchronized boolean move(K from, K to, long amount) {
        if (!from.equals(to) && held.getOrDefault(to, 0L) + amount > share) {
            return false;
        }
        give(from, amount);
        sum += amount;
        held.merge(to, amount, Long::sum);
        return true;
    }

    /** What all owners hold now. */
    public synchronized long held() {
        return sum;
    }
}
