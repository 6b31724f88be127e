package io.atrium.kit.refusal;

import io.atrium.kit.caller.RefusedAccess;
import io.atrium.kit.fairness.HeldCounts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Counts of refused access by caller, operation and reason. An organization has a share of the counts, so that one with
 * many refused callers takes no other's; the share used up, its refusals are one count. When there is no room for another
 * count, the organization with most of them has two of them counted as one, so that few organizations with many refused
 * callers leave room for all. Thread-safe.
 */
final class RefusalCounts {
    static final String OTHERS = "(others)";

    private final Duration interval;
    private final int maxPerOrganization;
    private final int maxTotal;
    // in the order of the last telling: those that wait longest stand first
    private final Map<Key, Count> counts = new LinkedHashMap<>();
    private final HeldCounts<UUID> shares = new HeldCounts<>();
    // of each organization in the order of their coming
    private final Map<UUID, Set<Key>> keys = new HashMap<>();

    RefusalCounts(Duration interval, int maxPerOrganization, int maxTotal) {
        this.interval = interval;
        this.maxPerOrganization = maxPerOrganization;
        this.maxTotal = maxTotal;
    }

    /** Counts one; false when there is no room for it. */
    synchronized boolean add(RefusedAccess access, Instant now) {
        Key key = Key.of(access);
        if (!counts.containsKey(key) && shares.of(key.organizationId()) >= maxPerOrganization) {
            key = key.others();
        }
        if (!counts.containsKey(key) && counts.size() >= maxTotal && !makeRoom(key.organizationId())) {
            key = key.others();
            if (!counts.containsKey(key)) {
                return false;
            }
        }
        count(key).add(access, now);
        return true;
    }

    private Count count(Key key) {
        Count known = counts.get(key);
        if (known != null) {
            return known;
        }
        Count added = new Count();
        counts.put(key, added);
        keys.computeIfAbsent(key.organizationId(), first -> new LinkedHashSet<>())
                .add(key);
        shares.add(key.organizationId());
        return added;
    }

    private void forget(Key key) {
        shares.remove(key.organizationId());
        keys.computeIfPresent(key.organizationId(), (id, own) -> {
            own.remove(key);
            return own.isEmpty() ? null : own;
        });
    }

    /** By the organization with most counts, if that has at least two more, else by the one that asks. */
    private boolean makeRoom(UUID asking) {
        UUID heaviest = shares.heaviest();
        return fold(heaviest != null && shares.of(heaviest) >= shares.of(asking) + 2 ? heaviest : asking);
    }

    /** Whether one count less is there, as its oldest ones were added to those of the others. */
    private boolean fold(UUID organization) {
        Set<Key> own = keys.getOrDefault(organization, Set.of());
        int needed = own.stream().anyMatch(Key::isOfOthers) ? 1 : 2;
        List<Key> folded =
                own.stream().filter(key -> !key.isOfOthers()).limit(needed).toList();
        if (folded.size() < needed) {
            return false;
        }
        Count others = count(folded.get(0).others());
        for (Key key : folded) {
            Count count = counts.remove(key);
            if (count != null) {
                others.take(count);
            }
            forget(key);
        }
        return true;
    }

    /** What is to be told now, at most so many; it is not due again before the interval is over. */
    synchronized List<Refusals> due(Instant now, int limit) {
        List<Refusals> due = new ArrayList<>();
        Iterator<Map.Entry<Key, Count>> entries = counts.entrySet().iterator();
        while (entries.hasNext() && due.size() < limit) {
            Map.Entry<Key, Count> entry = entries.next();
            Count count = entry.getValue();
            if (!count.isDue(now, interval)) {
                continue;
            }
            Refusals refusals = count.take(entry.getKey(), now);
            if (refusals == null) {
                Key key = entry.getKey();
                entries.remove();
                forget(key);
            } else {
                due.add(refusals);
            }
        }
        due.forEach(told -> toTheEnd(told.key()));
        return due;
    }

    /** Takes back what could not be told; it is due at once. */
    synchronized void putBack(Refusals refusals) {
        Count count = counts.get(refusals.key());
        if (count == null) {
            count = counts.get(refusals.key().others());
        }
        if (count != null) {
            count.putBack(refusals);
        }
    }

    synchronized int size() {
        return counts.size();
    }

    private void toTheEnd(Key key) {
        Count count = counts.remove(key);
        if (count != null) {
            counts.put(key, count);
        }
    }

    /** What is counted together. */
    record Key(UUID organizationId, @Nullable UUID userId, String operation, String code) {

        static Key of(RefusedAccess access) {
            return new Key(
                    access.caller().organizationId(), access.caller().userId(), access.operation(), access.code());
        }

        Key others() {
            return new Key(organizationId, null, OTHERS, OTHERS);
        }

        boolean isOfOthers() {
            return userId == null;
        }
    }

    /** Refusals to tell together; {@code latest} is the last of them. */
    record Refusals(Key key, long count, Instant since, Instant until, RefusedAccess latest) {}

    private static final class Count {
        private long number;
        private @Nullable Instant since;
        private @Nullable Instant until;
        private @Nullable RefusedAccess latest;
        private @Nullable Instant told;

        void add(RefusedAccess access, Instant now) {
            number++;
            since = since == null ? now : since;
            until = now;
            latest = access;
        }

        boolean isDue(Instant now, Duration interval) {
            return told == null || !now.isBefore(told.plus(interval));
        }

        @Nullable
        Refusals take(Key key, Instant now) {
            if (since == null || until == null || latest == null) {
                return null;
            }
            Refusals refusals = new Refusals(key, number, since, until, latest);
            number = 0;
            since = null;
            told = now;
            return refusals;
        }

        void putBack(Refusals refusals) {
            number += refusals.count();
            since = refusals.since();
            until = until == null ? refusals.until() : until;
            latest = latest == null ? refusals.latest() : latest;
            told = null;
        }

        /** What another one has counted and not told. */
        void take(Count other) {
            if (other.since == null) {
                return;
            }
            number += other.number;
            since = since == null || other.since.isBefore(since) ? other.since : since;
            if (until == null || other.until != null && other.until.isAfter(until)) {
                until = other.until;
                latest = other.latest;
            }
        }
    }
}
