package io.atrium.kit.ratelimit;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether requests are within their limits: by Redis, if it is configured and answers in time, otherwise by
 * what this process has admitted. Nothing blocks. Without Redis the decision is made at once, on the thread of the
 * caller.
 */
@Singleton
public final class RateLimiter {

    private final LongSupplier clock = () -> Math.floorDiv(System.nanoTime(), 1_000_000L);
    private final int maxBuckets;
    private final MeterRegistry registry;
    private final @Nullable SharedBuckets shared;
    private final Map<String, Counter> refusals = new ConcurrentHashMap<>();

    RateLimiter(RateLimitConfig config, MeterRegistry registry, Vertx vertx) {
        this.maxBuckets = config.maxBuckets();
        this.registry = registry;
        this.shared = config.redis()
                .url()
                .map(url -> new SharedBuckets(RedisLink.of(vertx, url, config.redis()), registry))
                .orElse(null);
    }

    /**
     * A limit of its own.
     *
     * @param id tells its buckets from those of other limits; letters, digits and dashes
     * @param name as clients see it
     * @param requests admitted in a window, 0 for no limit
     * @param window 1 s to 24 h
     * @throws IllegalArgumentException when one is out of range
     */
    public Limit limit(String id, String name, int requests, Duration window) {
        Limit limit = new Limit(id, name, requests, window, maxBuckets);
        refusals.put(
                id,
                Counter.builder("atrium.rate.limit.refused")
                        .description("Requests answered 429")
                        .tag("limit", id)
                        .register(registry));
        return limit;
    }

    /** Takes all charges or none, and tells the decision, on the caller's context. */
    public void take(List<Charge> charges, Consumer<Decision> then) {
        SharedBuckets redis = shared;
        if (redis == null) {
            then.accept(counted(own(charges)));
        } else {
            redis.take(
                    charges,
                    decision -> then.accept(counted(decision == null ? own(charges) : also(charges, decision))));
        }
    }

    /** The same as a Uni. */
    public Uni<Decision> take(List<Charge> charges) {
        return Uni.createFrom().emitter(emitter -> take(charges, emitter::complete));
    }

    @PreDestroy
    void close() {
        if (shared != null) {
            shared.close();
        }
    }

    private Decision own(List<Charge> charges) {
        return Decision.own(charges, clock.getAsLong());
    }

    /** What Redis admits counts here too, so that nobody begins anew when it goes away. */
    private Decision also(List<Charge> charges, Decision decision) {
        if (decision.isAdmitted()) {
            long now = clock.getAsLong();
            charges.forEach(charge -> charge.count(now));
        }
        return decision;
    }

    private Decision counted(Decision decision) {
        Limit limit = decision.refusedBy();
        Counter counter = limit == null ? null : refusals.get(limit.id());
        if (counter != null) {
            counter.increment();
        }
        return decision;
    }
}
