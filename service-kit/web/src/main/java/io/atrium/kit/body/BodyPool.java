package io.atrium.kit.body;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * Bytes that bodies hold, and the share of them that one owner may hold. When they are used up, bodies that are still
 * being received give way to an owner that holds less. Guarded by its {@link BodyBudget}. Memory: an entry for each owner,
 * and one for each body that is being received.
 */
final class BodyPool {

    private final long total;
    private final long share;
    private final Map<String, Owned> owners = new HashMap<>();
    private long sum;

    /** @param share how much one owner may hold, from 0 to the total */
    BodyPool(long total, long share) {
        if (share < 0 || share > total) {
            throw new IllegalArgumentException("The share is " + share + "; it is from 0 to the total, " + total);
        }
        this.total = total;
        this.share = share;
    }

    long held() {
        return sum;
    }

    boolean hasRoom(String owner, long bytes) {
        return sum + bytes <= total && heldBy(owner) + bytes <= share;
    }

    /**
     * The bodies that have to end before an owner can hold so much more: the oldest of whoever holds most, and of nobody
     * who holds no more than the owner then would. Empty when that is not enough.
     */
    Optional<List<BodyBudget.Lease>> displacedFor(String owner, long bytes) {
        long then = heldBy(owner) + bytes;
        if (then > share) {
            return Optional.empty();
        }
        PriorityQueue<Candidate> candidates =
                new PriorityQueue<>(Comparator.comparingLong(Candidate::held).reversed());
        owners.forEach((other, owned) -> {
            if (owned.held > then && !other.equals(owner)) {
                candidates.add(new Candidate(owned.held, owned.receiving.iterator()));
            }
        });
        List<BodyBudget.Lease> displaced = new ArrayList<>();
        long missing = sum + bytes - total;
        while (missing > 0) {
            Candidate most = candidates.poll();
            if (most == null) {
                return Optional.empty();
            }
            if (most.receiving().hasNext()) {
                BodyBudget.Lease oldest = most.receiving().next();
                if (oldest.held() > 0) {
                    displaced.add(oldest);
                    missing -= oldest.held();
                }
                long left = most.held() - oldest.held();
                if (left > then) {
                    candidates.add(new Candidate(left, most.receiving()));
                }
            }
        }
        return Optional.of(displaced);
    }

    void take(String owner, long bytes) {
        sum += bytes;
        owners.computeIfAbsent(owner, nobody -> new Owned()).held += bytes;
    }

    void give(String owner, long bytes) {
        sum -= bytes;
        Owned owned = owners.get(owner);
        if (owned != null) {
            owned.held -= bytes;
            forgetIfNothing(owner, owned);
        }
    }

    /** The body has not arrived yet. */
    void receiving(BodyBudget.Lease body) {
        owners.computeIfAbsent(body.owner(), nobody -> new Owned()).receiving.add(body);
    }

    void received(BodyBudget.Lease body) {
        Owned owned = owners.get(body.owner());
        if (owned != null) {
            owned.receiving.remove(body);
            forgetIfNothing(body.owner(), owned);
        }
    }

    private void forgetIfNothing(String owner, Owned owned) {
        if (owned.held == 0 && owned.receiving.isEmpty()) {
            owners.remove(owner);
        }
    }

    private long heldBy(String owner) {
        Owned owned = owners.get(owner);
        return owned == null ? 0 : owned.held;
    }

    private static final class Owned {
        private final Set<BodyBudget.Lease> receiving = new LinkedHashSet<>();
        private long held;
    }

    private record Candidate(long held, Iterator<BodyBudget.Lease> receiving) {}
}
