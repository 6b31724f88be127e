package io.atrium.kit.ratelimit;

import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The buckets of one limit in bounded memory: groups of eight, the group chosen by a hash that nobody outside can
 * compute. A new key takes the place of a bucket that has nothing counted, or else of the one in its group with the
 * least. To be forgotten with n requests counted, a caller would have to send more than n under each of seven other keys
 * of the same group, which is more than it gains.
 */
final class BucketTable {

    private static final int WAYS = 8;

    private final AtomicReferenceArray<@Nullable Group> groups;
    private final long seed = new SecureRandom().nextLong();

    /** @param most so many buckets, rounded up to eight */
    BucketTable(int most) {
        this.groups = new AtomicReferenceArray<>(Math.max(1, (most + WAYS - 1) / WAYS));
    }

    /** Counts a charge if the quota has room for it. */
    Quota take(Charge charge, long now) {
        Group group = group(charge.key());
        synchronized (group) {
            return group.take(charge, now);
        }
    }

    /** Looks without counting. */
    Quota peek(Charge charge, long now) {
        Group group = group(charge.key());
        synchronized (group) {
            return group.quota(
                    charge.limit(), group.window(charge.key(), charge.limit().slot(now)), 0, 0, now);
        }
    }

    /** Takes back what was counted. */
    Quota giveBack(Charge charge, Quota taken, long now) {
        Group group = group(charge.key());
        synchronized (group) {
            SlidingWindow window = group.window(charge.key(), charge.limit().slot(now));
            window.remove(taken.slot(), charge.cost());
            return group.quota(charge.limit(), window, 0, 0, now);
        }
    }

    /** Counts what was decided elsewhere. */
    void count(Charge charge, long now) {
        Group group = group(charge.key());
        synchronized (group) {
            group.window(charge.key(), charge.limit().slot(now)).add(charge.cost());
        }
    }

    private Group group(BucketKey key) {
        long hash = mix(mix(key.high() ^ seed) + key.low());
        int index = (int) Long.remainderUnsigned(hash, groups.length());
        Group group = groups.get(index);
        if (group != null) {
            return group;
        }
        Group made = new Group();
        Group other = groups.compareAndExchange(index, null, made);
        return other == null ? made : other;
    }

    /** The finalizer of SplitMix64. */
    private static long mix(long value) {
        long mixed = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }

    /** Guarded by itself. */
    private static final class Group {

        private final @Nullable BucketKey[] keys = new @Nullable BucketKey[WAYS];
        private final SlidingWindow[] windows = new SlidingWindow[WAYS];

        Quota take(Charge charge, long now) {
            Limit limit = charge.limit();
            SlidingWindow window = window(charge.key(), limit.slot(now));
            int missing = window.used() + charge.cost() - limit.quota();
            if (missing > 0) {
                return quota(limit, window, missing, 0, now);
            }
            return quota(limit, window, 0, window.add(charge.cost()), now);
        }

        /** @param missing how much too much a refused charge was, 0 when none was refused */
        Quota quota(Limit limit, SlidingWindow window, int missing, long slot, long now) {
            long relief = window.used() == 0 ? 0 : window.slotOfRelief(Math.max(1, missing)) * limit.slotMillis() - now;
            return Quota.of(limit, missing == 0, limit.quota() - window.used(), relief, slot);
        }

        /** The key's window, moved on to the slot; a new key gets the place of the one with the least. */
        SlidingWindow window(BucketKey key, long slot) {
            int least = 0;
            int leastUsed = Integer.MAX_VALUE;
            for (int way = 0; way < WAYS; way++) {
                BucketKey known = keys[way];
                if (known == null) {
                    return begin(way, key, slot);
                }
                SlidingWindow window = windows[way];
                window.advance(slot);
                if (known.equals(key)) {
                    return window;
                }
                if (window.used() < leastUsed) {
                    least = way;
                    leastUsed = window.used();
                }
            }
            return begin(least, key, slot);
        }

        private SlidingWindow begin(int way, BucketKey key, long slot) {
            if (keys[way] == null) {
                windows[way] = new SlidingWindow();
            }
            keys[way] = key;
            windows[way].reset(slot);
            return windows[way];
        }
    }
}
