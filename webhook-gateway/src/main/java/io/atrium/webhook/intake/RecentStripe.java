package io.atrium.webhook.intake;

import io.atrium.kit.fairness.HeldCounts;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * A part of {@link RecentEvents}: a fixed number of ids, in a table of open addressing, and for each organization a list of
 * its ids in the order in which they came. Thread-safe.
 */
final class RecentStripe {

    private static final int NONE = -1;

    private final int mask;
    /** By place of the table: which entry stands there. */
    private final int[] places;
    /** By entry: the id, and the entry of the same organization that came next. */
    private final long[] high;

    private final long[] low;
    private final int[] next;
    private final Map<UUID, Ids> lists = new HashMap<>();
    private final HeldCounts<UUID> held = new HeldCounts<>();
    private int used;

    /** The ids of an organization: its oldest and its latest entry. */
    private static final class Ids {
        private int oldest = NONE;
        private int latest = NONE;
    }

    /** @param limit ids that are remembered */
    RecentStripe(int limit) {
        int slots = Integer.highestOneBit(2 * limit - 1) * 2;
        this.mask = slots - 1;
        this.places = new int[slots];
        this.high = new long[limit];
        this.low = new long[limit];
        this.next = new int[limit];
        Arrays.fill(places, NONE);
    }

    synchronized boolean contains(long highBits, long lowBits) {
        return places[place(highBits, lowBits)] != NONE;
    }

    synchronized void add(UUID organization, long highBits, long lowBits) {
        if (places[place(highBits, lowBits)] != NONE) {
            return;
        }
        int entry = used < high.length ? used++ : forgetOne(organization);
        high[entry] = highBits;
        low[entry] = lowBits;
        next[entry] = NONE;
        // After one was forgotten the free place may be another one.
        places[place(highBits, lowBits)] = entry;
        Ids own = lists.computeIfAbsent(organization, first -> new Ids());
        if (own.latest == NONE) {
            own.oldest = entry;
        } else {
            next[own.latest] = entry;
        }
        own.latest = entry;
        held.add(organization);
    }

    /** The oldest id of whoever has most, its place in the table free again; answers the entry that it had. */
    private int forgetOne(UUID newcomer) {
        UUID heaviest = held.heaviest();
        UUID giving = heaviest == null ? newcomer : heaviest;
        Ids ids = lists.computeIfAbsent(giving, first -> new Ids());
        int entry = ids.oldest;
        ids.oldest = next[entry];
        if (ids.oldest == NONE) {
            lists.remove(giving);
        }
        held.remove(giving);
        free(place(high[entry], low[entry]));
        return entry;
    }

    /** Moves those that stand behind it and would not be found any more. */
    private void free(int place) {
        int hole = place;
        int at = (hole + 1) & mask;
        while (places[at] != NONE) {
            int home = (int) low[places[at]] & mask;
            if (((at - home) & mask) >= ((at - hole) & mask)) {
                places[hole] = places[at];
                hole = at;
            }
            at = (at + 1) & mask;
        }
        places[hole] = NONE;
    }

    /** Where the id stands, or the free place where it belongs; never more than half of the places are taken. */
    private int place(long highBits, long lowBits) {
        int place = (int) lowBits & mask;
        while (places[place] != NONE && (high[places[place]] != highBits || low[places[place]] != lowBits)) {
            place = (place + 1) & mask;
        }
        return place;
    }
}
