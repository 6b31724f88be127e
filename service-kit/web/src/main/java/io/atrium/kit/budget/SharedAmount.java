package io.atrium.kit.budget;

import java.util.HashMap;
import java.util.Map;

/**
 * An amount (bytes, places) that is given out, and the share of it that one owner may hold. What does not fit is refused.
 *
 * <p>An owner may hold no more than a multiple of what is free, so that a few owners together cannot take everything: this is
 * the dynamic threshold of Choudhury and Hahne (<i>Dynamic Queue Length Thresholds for Shared-Memory Packet Switches</i>,
 * 1998). The multiple is such that an owner alone comes to its share. With a share of a half, two owners come to a third each,
 * and n owners leave one part of n + 1. What an owner that holds nothing takes first is granted when it fits.
 *
 * <p>Safe for use by several threads. Memory: an entry for each owner that holds something.
 *
 * @param <K> whose it is
 */
public final class SharedAmount<K> {

    private final long total;
    private final long share;
    private final Map<K, Long> held = new HashMap<>();
    private long sum;

    /** What an owner would exceed. */
    public enum Bound {
        /** None: there is room. */
        NONE,
        /** Its share of what the others leave. */
        SHARE,
        /** All that there is. */
        TOTAL
    }

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
        return fits(amount) && !isAboveShare(owner, amount);
    }

    /** @return false when there is no room; then nothing was taken */
    public synchronized boolean take(K owner, long amount) {
        if (!hasRoom(owner, amount)) {
            return false;
        }
        add(owner, amount);
        return true;
    }

    /**
     * Takes an amount, also one that is larger than a bound when nothing else is held under that bound.
     *
     * @return what the owner would exceed; then nothing was taken
     */
    public synchronized Bound takeOrAlone(K owner, long amount) {
        if (held.containsKey(owner) && isAboveShare(owner, amount)) {
            return Bound.SHARE;
        }
        if (sum > 0 && !fits(amount)) {
            return Bound.TOTAL;
        }
        add(owner, amount);
        return Bound.NONE;
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
        add(to, amount);
        return true;
    }

    /** What all owners hold now. */
    public synchronized long held() {
        return sum;
    }

    private void add(K owner, long amount) {
        sum += amount;
        held.merge(owner, amount, Long::sum);
    }

    private boolean isAboveShare(K owner, long amount) {
        long before = held.getOrDefault(owner, 0L);
        long after = before + amount;
        return after > share || (before > 0 && fits(amount) && isAboveThreshold(after, total - sum - amount));
    }

    private boolean fits(long amount) {
        return sum + amount <= total;
    }

    private boolean isAboveThreshold(long own, long free) {
        return (double) own * (total - share) > (double) free * share;
    }
}
