package io.atrium.webhook.source;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/**
 * The memory that sources take, with a limit for all of them. Beyond it, sources of the organization whose sources take most
 * are left out, the latest first, so that an organization with few sources keeps them. What was left out is there again when
 * its state is published again or the topic is read anew, if there is room then. An organization is incomplete until each of
 * its sources that were left out is there again, or is removed.
 *
 * <p>Of a source that is left out its name stays in memory; an organization has a limited number of sources.
 *
 * <p>Changed by the table's thread alone, read by any.
 */
final class SourceShares {

    private static final Logger LOG = Logger.getLogger(SourceShares.class);
    private final long most;
    private final Map<String, Owner> owners = new HashMap<>();
    private final NavigableSet<Owner> byWeight =
            new TreeSet<>(Comparator.comparingLong(Owner::weight).thenComparing(Owner::organization));
    private final Map<String, Set<String>> missing = new ConcurrentHashMap<>();
    private final AtomicLong held = new AtomicLong();
    private final AtomicLong leftOut = new AtomicLong();

    /** What one organization has. */
    private static final class Owner {

        private final String organization;
        private final Map<String, SourceEntry> entries = new LinkedHashMap<>();
        private long weight;

        private Owner(String organization) {
            this.organization = organization;
        }

        private String organization() {
            return organization;
        }

        private long weight() {
            return weight;
        }

        private String latest() {
            String latest = "";
            for (String key : entries.keySet()) {
                latest = key;
            }
            return latest;
        }
    }

    /** @param most bytes, as {@link SourceEntry#weight} estimates them */
    SourceShares(long most) {
        this.most = most;
    }

    /** Counts an entry in place of the one that the key had; whoever has most then loses entries if there is no room. */
    void put(String key, SourceEntry entry) {
        remove(key);
        Owner owner = owners.computeIfAbsent(organization(key), Owner::new);
        owner.entries.put(key, entry);
        weigh(owner, entry.weight());
        if (held.get() > most) {
            makeRoom();
        }
    }

    /** A source that is no longer there; one that is not counted is passed over. */
    void remove(String key) {
        missing.computeIfPresent(organization(key), (organization, keys) -> {
            keys.remove(key);
            return keys.isEmpty() ? null : keys;
        });
        forget(key);
    }

    private void forget(String key) {
        Owner owner = owners.get(organization(key));
        SourceEntry former = owner == null ? null : owner.entries.remove(key);
        if (owner == null || former == null) {
            return;
        }
        weigh(owner, -former.weight());
        if (owner.entries.isEmpty()) {
            owners.remove(owner.organization);
            byWeight.remove(owner);
        }
    }

    private void weigh(Owner owner, long more) {
        byWeight.remove(owner);
        owner.weight += more;
        byWeight.add(owner);
        held.addAndGet(more);
    }

    /** Whether sources of the organization were left out, so that one that is not found may exist. */
    boolean isIncomplete(String organization) {
        return !missing.isEmpty() && missing.containsKey(organization.toLowerCase(Locale.ROOT));
    }

    /** Bytes of the sources in memory. */
    long held() {
        return held.get();
    }

    /** How often a source was left out. */
    long leftOut() {
        return leftOut.get();
    }

    private void makeRoom() {
        if (missing.isEmpty()) {
            LOG.errorf(
                    "The webhook sources take more than %d bytes of memory (webhook-gateway.source.max-bytes): sources of"
                            + " the organizations with most of them are left out and answer 503",
                    most);
        }
        while (held.get() > most && !byWeight.isEmpty()) {
            Owner heaviest = byWeight.last();
            String key = heaviest.latest();
            SourceEntry entry = heaviest.entries.get(key);
            if (entry != null) {
                entry.leaveOut();
            }
            missing.computeIfAbsent(heaviest.organization, first -> new HashSet<>())
                    .add(key);
            leftOut.incrementAndGet();
            forget(key);
        }
    }

    /** A key is {@code {organization}/{source}}. */
    private static String organization(String key) {
        return key.substring(0, key.indexOf('/'));
    }
}
