package io.atrium.integration.provider;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.faulttolerance.api.CircuitBreakerState;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** The guards in use: bounded, and forgotten when unused. */
@ApplicationScoped
class ProviderGuards {

    /** When there are too many, a tenth of them goes at a time, so that looking for them costs little for each. */
    private static final int SHARE = 10;

    private final ProviderConfig config;
    private final CallLog log;
    private final Map<ProviderKey, ProviderGuard> guards = new ConcurrentHashMap<>();

    ProviderGuards(ProviderConfig config, CallLog log, MeterRegistry meters) {
        this.config = config;
        this.log = log;
        Gauge.builder("atrium.provider.circuits.open", guards, ProviderGuards::open)
                .description("Providers of organizations that are left alone, or tried once, after failures in a row")
                .register(meters);
    }

    ProviderGuard of(UUID organizationId, String provider) {
        ProviderKey key = new ProviderKey(organizationId, provider);
        ProviderGuard known = guards.get(key);
        if (known != null) {
            return known;
        }
        if (guards.size() >= config.guards()) {
            evict();
        }
        return guards.computeIfAbsent(key, missing -> new ProviderGuard(config, log, missing));
    }

    Optional<ProviderGuard> find(UUID organizationId, String provider) {
        return Optional.ofNullable(guards.get(new ProviderKey(organizationId, provider)));
    }

    /** Unused ones first, then the oldest whose circuit is closed: an open one is what keeps a provider from calls. */
    private synchronized void evict() {
        guards.values().removeIf(guard -> guard.isUnusedSince(config.guardExpiry()));
        int tooMany = guards.size() - config.guards() + 1;
        if (tooMany <= 0) {
            return;
        }
        List<Aged> oldest = guards.entrySet().stream()
                .map(entry -> new Aged(
                        entry.getKey(),
                        isOpen(entry.getValue()),
                        entry.getValue().lastUsed()))
                .sorted(Comparator.comparing(Aged::open).thenComparing(Aged::lastUsed))
                .limit(Math.max(tooMany, config.guards() / SHARE))
                .toList();
        oldest.forEach(aged -> guards.remove(aged.key()));
    }

    private static long open(Map<ProviderKey, ProviderGuard> guards) {
        return guards.values().stream().filter(ProviderGuards::isOpen).count();
    }

    private static boolean isOpen(ProviderGuard guard) {
        return guard.circuit().state() != CircuitBreakerState.CLOSED;
    }

    /** Read once, as it goes on changing while it is sorted by. */
    private record Aged(ProviderKey key, boolean open, long lastUsed) {}
}
