package io.atrium.kit.ratelimit;

import java.util.Arrays;

/**
 * What one bucket has counted, by slots of a twentieth of its window. A slot is forgotten when all that was counted in it
 * is a whole window old, so what is admitted stays within the quota in every window, wherever it begins; in return a
 * request may count for a twentieth of the window longer than it must. Not safe for threads.
 */
final class SlidingWindow {

    /** Slots of a window. One more is kept: the window begins somewhere inside the oldest. */
    static final int SLOTS = 20;

    private static final int KEPT = SLOTS + 1;

    private final int[] counts = new int[KEPT];
    private long head;
    private int used;

    /** Begins anew, for another key. */
    void reset(long slot) {
        Arrays.fill(counts, 0);
        head = slot;
        used = 0;
    }

    /** Moves on to a slot; a time before the latest one seen counts as that one. */
    void advance(long slot) {
        if (slot - head >= KEPT) {
            reset(slot);
        }
        while (head < slot) {
            head++;
            int place = place(head);
            used -= counts[place];
            counts[place] = 0;
        }
    }

    int used() {
        return used;
    }

    /** Counts in the latest slot, and tells which that is. */
    long add(int cost) {
        counts[place(head)] += cost;
        used += cost;
        return head;
    }

    /** Takes back what was counted in a slot, unless it is forgotten by now. */
    void remove(long slot, int cost) {
        int place = place(slot);
        if (head - slot < KEPT && counts[place] >= cost) {
            counts[place] -= cost;
            used -= cost;
        }
    }

    /** The slot with which so much of what is counted will be forgotten; the latest one if there is not so much. */
    long slotOfRelief(int needed) {
        int forgotten = 0;
        for (long slot = head - SLOTS; slot < head; slot++) {
            forgotten += counts[place(slot)];
            if (forgotten >= needed) {
                return slot + KEPT;
            }
        }
        return head + KEPT;
    }

    private static int place(long slot) {
        return (int) Math.floorMod(slot, (long) KEPT);
    }
}
