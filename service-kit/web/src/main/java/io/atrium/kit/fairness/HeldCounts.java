package io.atrium.kit.fairness;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * How much each owner holds of a memory that all of them share, and who holds most: whoever holds most gives way when there
 * is no room. Of owners that hold the same, it is the one that took something least recently. Not safe for use by several
 * threads.
 *
 * <p>Memory: an entry for each owner that holds something.
 *
 * @param <K> the owners
 */
public final class HeldCounts<K> {

    private final Map<K, Holder<K>> holders = new HashMap<>();
    private final TreeSet<Holder<K>> byCount = new TreeSet<>(Comparator.<Holder<K>>comparingInt(holder -> holder.count)
            .thenComparing(
                    Comparator.<Holder<K>>comparingLong(holder -> holder.latest).reversed()));
    private long takes;

    private static final class Holder<K> {
        private final K owner;
        private int count;
        private long latest;

        private Holder(K owner) {
            this.owner = owner;
        }
    }

    /** The owner holds one more. */
    public void add(K owner) {
        Holder<K> holder = holders.computeIfAbsent(owner, Holder::new);
        byCount.remove(holder);
        holder.count++;
        holder.latest = ++takes;
        byCount.add(holder);
    }

    /** The owner holds one less. */
    public void remove(K owner) {
        Holder<K> holder = holders.get(owner);
        if (holder == null) {
            return;
        }
        byCount.remove(holder);
        holder.count--;
        if (holder.count == 0) {
            holders.remove(owner);
        } else {
            byCount.add(holder);
        }
    }

    /** How much the owner holds. */
    public int of(K owner) {
        Holder<K> holder = holders.get(owner);
        return holder == null ? 0 : holder.count;
    }

    /** Whoever holds most; null when nobody holds anything. */
    public @Nullable K heaviest() {
        return byCount.isEmpty() ? null : byCount.last().owner;
    }
}
