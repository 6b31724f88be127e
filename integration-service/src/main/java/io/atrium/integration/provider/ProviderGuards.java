package io.atrium.integration.provider;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** The guards in use: bounded, and forgotten when unused. */
@ApplicationScoped
class ProviderGuards {

    private final ProviderConfig config;
    private final Map<Key, ProviderGuard> guards = new ConcurrentHashMap<>();

    private record Key(UUID organizationId, String provider) {}

    ProviderGuards(ProviderConfig config) {
        this.config = config;
    }

    ProviderGuard of(UUID organizationId, String provider) {
        Key key = new Key(organizationId, provider);
        ProviderGuard known = guards.get(key);
        if (known != null) {
            return known;
        }
        if (guards.size() >= config.guards()) {
            evict();
        }
        return guards.computeIfAbsent(key, missing -> new ProviderGuard(config));
    }

    Optional<ProviderGuard> find(UUID organizationId, String provider) {
        return Optional.ofNullable(guards.get(new Key(organizationId, provider)));
    }

    private void evict() {
        guards.values().removeIf(guard -> guard.isUnusedSince(config.guardExpiry()));
        while (guards.size() >= config.guards()) {
            guards.entrySet().stream()
                    .min(Comparator.comparingLong(entry -> entry.getValue().lastUsed()))
                    .ifPresent(oldest -> guards.remove(oldest.getKey(), oldest.getValue()));
        }
    }
}
