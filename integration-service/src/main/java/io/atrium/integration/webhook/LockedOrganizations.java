package io.atrium.integration.webhook;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongSupplier;

/**
 * Organizations whose rows another transaction had locked a moment ago, as a sync does. Their events are put away at once,
 * so that no batch waits for the same lock again; whoever is not locked any more is tried after some seconds.
 *
 * <p>Memory: 1,000 organizations, each for 5 s. Thread-safe.
 */
final class LockedOrganizations {

    private static final int MOST = 1_000;
    private static final long LONGEST = Duration.ofSeconds(5).toNanos();

    private final LongSupplier clock;
    /** When each was met, in this order. */
    private final Map<UUID, Long> met = new LinkedHashMap<>();

    /** @param clock nanoseconds */
    LockedOrganizations(LongSupplier clock) {
        this.clock = clock;
    }

    /** Its rows are locked now. */
    synchronized void add(UUID organization) {
        met.remove(organization);
        met.put(organization, clock.getAsLong());
        if (met.size() > MOST) {
            met.remove(met.keySet().iterator().next());
        }
    }

    /** Whether they were a moment ago. */
    synchronized boolean contains(UUID organization) {
        Long at = met.get(organization);
        if (at == null) {
            return false;
        }
        if (clock.getAsLong() - at > LONGEST) {
            met.remove(organization);
            return false;
        }
        return true;
    }
}
