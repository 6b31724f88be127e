package io.atrium.kit.refusal;

import io.atrium.kit.caller.RefusedAccess;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Counts of refused access by caller, operation and reason. An organization has a share of the counts, so that one with
 * many refused callers takes no other's; the share used up, its refusals are one count. Thread-safe.
 */
final class RefusalCounts {
    static final String OTHERS = "(others)";

    private final Duration interval;
    private final int maxPerOrganization;
    private final int maxTotal;
    // in the order of the last telling: those that wait longest stand first
    private final Map<Key, Count> counts = new LinkedHashMap<>();
    private final Map<UUID, Integer> shares = new HashMap<>();

    RefusalCounts(Duration interval, int maxPerOrganization, int maxTotal) {
        this.interval = interval;
        this.maxPerOrganization = maxPerOrganization;
        this.maxTotal = maxTotal;
    }

    /** Counts one; false when there is no room for it. */
    synchronized boolean add(RefusedAccess access, Instant now) {
        Key key = Key.of(access);
        if (!counts.containsKey(key) && share(key) >= maxPerOrganization) {
            key = key.others();
        }
        Count count = counts.get(key);
        if (count == null) {
            if (counts.size() >= maxTotal) {
                return false;
            }
            count = new Count();
            counts.put(key, count);
            shares.merge(key.organizationId(), 1, Integer::sum);
        }
        count.add(access, now);
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
                entries.remove();
                shares.computeIfPresent(entry.getKey().organizationId(), (id, share) -> share == 1 ? null : share - 1);
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
        if (count != null) {
            count.putBack(refusals);
        }
    }

    synchronized int size() {
        return counts.size();
    }

    private int share(Key key) {
        return shares.getOrDefault(key.organizationId(), 0);
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
            told = null;
        }
    }
}
