package io.atrium.integration.work;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * Organizations whose last call of a provider was slow. Their work takes its place for long, so that they may have only a
 * part of a lane together ({@link WorkLane}).
 *
 * <p>Memory: the latest 1,000 providers of organizations, each for at most an hour after its last slow call.
 */
@ApplicationScoped
public class SlowOrganizations {

    private static final int MOST = 1_000;
    private static final long LONGEST = Duration.ofHours(1).toNanos();

    private final LongSupplier clock;
    /** When each was slow, in this order. */
    private final Map<Provider, Long> slow = new LinkedHashMap<>();

    private volatile Set<UUID> organizations = Set.of();

    private record Provider(UUID organizationId, String name) {}

    public SlowOrganizations() {
        this(System::nanoTime);
    }

    /** @param clock nanoseconds */
    SlowOrganizations(LongSupplier clock) {
        this.clock = clock;
    }

    /** A call of the provider took long. */
    public synchronized void slow(UUID organizationId, String provider) {
        Provider key = new Provider(organizationId, provider);
        slow.remove(key);
        slow.put(key, clock.getAsLong());
        while (slow.size() > MOST) {
            slow.remove(slow.keySet().iterator().next());
        }
        publish();
    }

    /** A call of the provider did not take long, whatever came of it. */
    public void quick(UUID organizationId, String provider) {
        if (organizations.contains(organizationId)) {
            forget(new Provider(organizationId, provider));
        }
    }

    private synchronized void forget(Provider provider) {
        if (slow.remove(provider) != null) {
            publish();
        }
    }

    /** Those that are known to be slow now. */
    Set<UUID> now() {
        if (!organizations.isEmpty()) {
            expire();
        }
        return organizations;
    }

    private synchronized void expire() {
        long now = clock.getAsLong();
        if (slow.values().removeIf(at -> now - at > LONGEST)) {
            publish();
        }
    }

    private void publish() {
        organizations = slow.keySet().stream().map(Provider::organizationId).collect(Collectors.toUnmodifiableSet());
    }
}
