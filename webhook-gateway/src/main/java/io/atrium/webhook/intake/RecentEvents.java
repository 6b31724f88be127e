package io.atrium.webhook.intake;

import java.util.Arrays;
import java.util.UUID;

/**
 * The ids of events that Kafka has acknowledged lately, in bounded memory: two generations of open addressing tables in
 * stripes; when the young one is full, the old one is forgotten. Ids are digests, so their bits serve as their hash.
 */
public final class RecentEvents {

    private static final int STRIPES = 16;

    private final Stripe[] stripes = new Stripe[STRIPES];

    /** @param remembered at least so many of the latest ids are known; at most twice as many are kept */
    public RecentEvents(int remembered) {
        int perStripe = Math.max(1, remembered / STRIPES);
        for (int i = 0; i < STRIPES; i++) {
            stripes[i] = new Stripe(perStripe);
        }
    }

    /** Whether the id is remembered. */
    public boolean contains(UUID id) {
        return stripe(id).contains(id.getMostSignificantBits(), id.getLeastSignificantBits());
    }

    /** Remembers an id. */
    public void add(UUID id) {
        stripe(id).add(id.getMostSignificantBits(), id.getLeastSignificantBits());
    }

    private Stripe stripe(UUID id) {
        return stripes[(int) (id.getMostSignificantBits() >>> 60)];
    }

    private static final class Stripe {

        private final int limit;
        private final int mask;
        private long[] young;
        private long[] old;
        private int size;

        Stripe(int limit) {
            this.limit = limit;
            int slots = Integer.highestOneBit(2 * limit - 1) * 2;
            this.mask = slots - 1;
            this.young = new long[2 * slots];
            this.old = new long[2 * slots];
        }

        synchronized boolean contains(long high, long low) {
            return young[slot(young, high, low)] != 0 || old[slot(old, high, low)] != 0;
        }

        synchronized void add(long high, long low) {
            int slot = slot(young, high, low);
            if (young[slot] != 0) {
                return;
            }
            if (size == limit) {
                long[] forgotten = old;
                old = young;
                young = forgotten;
                Arrays.fill(young, 0);
                size = 0;
                slot = slot(young, high, low);
            }
            young[slot] = high;
            young[slot + 1] = low;
            size++;
        }

        /** Where the id stands, or the free place where it belongs; never more than half of the places are taken. */
        private int slot(long[] table, long high, long low) {
            int place = (int) low & mask;
            while (table[2 * place] != 0 && (table[2 * place] != high || table[2 * place + 1] != low)) {
                place = (place + 1) & mask;
            }
            return 2 * place;
        }
    }
}
