package io.atrium.kit.fairness;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Gives out a number of places. A group holds no more than its share of them, which may be smaller while others are active;
 * whoever waits takes turns, by group and in it by member. When too many wait, whoever has most waiting is refused first. Not safe for use by several threads.
 *
 * <p>Memory: an entry for each group that holds a place, and one for each item that waits.
 *
 * @param <T> what takes a place
 */
final class FairTurns<T extends FairTurns.Taker> {

    /** What takes a place. */
    interface Taker {

        /** Whose it is. */
        Share share();
    }

    /**
     * What became of an item.
     *
     * @param begins whether it has a place; otherwise it waits, unless it is the one that is displaced
     * @param displaced what waits no longer, and has to be refused: nothing, the item itself, or one that gives way to it
     */
    record Taken<T>(boolean begins, @Nullable T displaced) {}

    private final int size;
    private final ShareLimit share;
    private final LongSupplier clock;
    private final RecentGroups recent;
    private final Predicate<String> unbounded;
    private final FairQueue<T> waiting;
    private final Taken<T> begins = new Taken<>(true, null);
    private final Taken<T> waits = new Taken<>(false, null);
    private final Map<String, Integer> held = new HashMap<>();
    private int total;

    /**
     * Nobody holds a place yet.
     *
     * @param size how many places there are
     * @param share how many of them one group may hold
     * @param clock nanoseconds
     * @param maxWaiting how many may wait, half of them of one group
     * @param unbounded groups that have no share, only the places
     */
    FairTurns(int size, ShareLimit share, int maxWaiting, Predicate<String> unbounded, LongSupplier clock) {
        this.size = size;
        this.share = share;
        this.clock = clock;
        this.recent = new RecentGroups(share.activity().toNanos());
        this.unbounded = unbounded;
        this.waiting = new FairQueue<>(maxWaiting, Math.max(1, maxWaiting / 2));
    }

    /** Takes a place, or a place in the queue. */
    Taken<T> take(T item) {
        String group = item.share().group();
        long now = clock.getAsLong();
        recent.see(group, now);
        if (hasRoom(group, now)) {
            hold(group);
            return begins;
        }
        T displaced = waiting.offer(item.share(), item);
        return displaced == null ? waits : new Taken<>(false, displaced);
    }

    /** Gives a place back. Whoever has it now is answered: one, or more when places had been kept for others. */
    List<T> give(Share of) {
        total--;
        held.computeIfPresent(of.group(), (same, count) -> count > 1 ? count - 1 : null);
        long now = clock.getAsLong();
        List<T> next = new ArrayList<>(1);
        while (total < size) {
            T served = waiting.poll(group -> hasRoom(group, now));
            if (served == null) {
                break;
            }
            hold(served.share().group());
            next.add(served);
        }
        return next;
    }

    /** @return whether it was still waiting */
    boolean forget(T item) {
        return waiting.remove(item.share(), item);
    }

    /** Whether the group holds all that it may hold, so that what it waits for is its own. */
    boolean isAtShare(String group) {
        return !unbounded.test(group) && held.getOrDefault(group, 0) >= shareOf(group, clock.getAsLong());
    }

    /** Items that wait now. */
    int waiting() {
        return waiting.size();
    }

    private boolean hasRoom(String group, long now) {
        return total < size && (held.getOrDefault(group, 0) < shareOf(group, now) || unbounded.test(group));
    }

    private int shareOf(String group, long now) {
        return recent.hasOther(group, now) ? share.besideOthers() : share.alone();
    }

    private void hold(String group) {
        total++;
        held.merge(group, 1, Integer::sum);
    }
}
