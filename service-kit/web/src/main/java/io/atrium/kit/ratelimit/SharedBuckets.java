package io.atrium.kit.ratelimit;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The buckets in Redis, one string a bucket, all buckets of a request in one call of the script. */
final class SharedBuckets {

    private static final String PREFIX = "atrium:limit:";
    private static final int HEAD = 1;
    private static final int VALUES = 2;

    private final RedisLink redis;
    private final Counter fallbacks;

    SharedBuckets(RedisLink redis, MeterRegistry registry) {
        this.redis = redis;
        this.fallbacks = Counter.builder("atrium.rate.limit.fallback")
                .description("Decisions by this process's own count because Redis did not give one in time")
                .register(registry);
        Gauge.builder("atrium.rate.limit.shared", redis, link -> link.isUp() ? 1 : 0)
                .description("1 while requests are counted in Redis, 0 while this process counts for itself")
                .register(registry);
    }

    /** Tells the decision, or nothing when Redis did not give one in time; on the caller's context. */
    void take(List<Charge> charges, Consumer<@Nullable Decision> then) {
        redis.run(() -> arguments(charges), reply -> {
            Decision decision = reply == null ? null : decision(charges, reply);
            if (decision == null) {
                fallbacks.increment();
            }
            then.accept(decision);
        });
    }

    void close() {
        redis.close();
    }

    /** {@code EVALSHA} without its first argument: keys, then what {@code take.lua} says. */
    private static Request arguments(List<Charge> charges) {
        Request request = Request.cmd(Command.EVALSHA).arg(LimitScript.SHA1).arg(charges.size());
        charges.forEach(charge -> request.arg(key(charge)));
        request.arg(SlidingWindow.SLOTS);
        for (Charge charge : charges) {
            request.arg(charge.limit().quota()).arg(charge.limit().slotMillis()).arg(charge.cost());
        }
        return request;
    }

    /** Limits with another window have other buckets, so that services may be given new settings one by one. */
    private static String key(Charge charge) {
        return PREFIX
                + charge.limit().id()
                + ':'
                + charge.limit().slotMillis()
                + ':'
                + charge.key().text();
    }

    private static @Nullable Decision decision(List<Charge> charges, Response reply) {
        if (reply.size() != HEAD + VALUES * charges.size()) {
            return null;
        }
        int refused = reply.get(0).toInteger();
        List<Quota> quotas = new ArrayList<>(charges.size());
        for (int i = 0; i < charges.size(); i++) {
            quotas.add(Quota.of(
                    charges.get(i).limit(),
                    refused != i + 1,
                    reply.get(HEAD + VALUES * i).toInteger(),
                    reply.get(HEAD + VALUES * i + 1).toLong(),
                    0));
        }
        return Decision.of(quotas);
    }
}
