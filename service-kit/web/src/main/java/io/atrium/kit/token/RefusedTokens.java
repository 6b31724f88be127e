package io.atrium.kit.token;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Counts tokens that were refused, as {@code atrium_tokens_refused_total}. Whoever sends them is unknown, so they are a
 * number and no line in anybody's audit trail.
 */
@ApplicationScoped
public class RefusedTokens {
    private static final String NAME = "atrium.tokens.refused";

    private final Counter access;
    private final Counter service;

    RefusedTokens(MeterRegistry registry) {
        access = counter(registry, "access");
        service = counter(registry, "service");
    }

    void countAccess() {
        access.increment();
    }

    void countService() {
        service.increment();
    }

    private static Counter counter(MeterRegistry registry, String kind) {
        return Counter.builder(NAME)
                .description("Tokens that were refused")
                .tag("kind", kind)
                .register(registry);
    }
}
