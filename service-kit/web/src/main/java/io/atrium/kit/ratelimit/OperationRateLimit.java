package io.atrium.kit.ratelimit;

import io.atrium.kit.problem.ProblemException;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.List;

/** Further limits of one operation, on top of those that every request has. */
@Singleton
public final class OperationRateLimit {

    /** Key in the routing context under which the decision on the request stands. */
    static final String DECISION = "atrium.rate-limit";

    private final RateLimiter limiter;
    private final CurrentVertxRequest current;

    OperationRateLimit(RateLimiter limiter, CurrentVertxRequest current) {
        this.limiter = limiter;
        this.current = current;
    }

    /**
     * Takes all charges of the current request or none; those of a limit that is off do not count. The reply's headers
     * tell of these limits too.
     *
     * @throws ProblemException RATE_LIMITED with {@code Retry-After}, through the Uni
     */
    public Uni<Void> require(List<Charge> charges) {
        List<Charge> counted =
                charges.stream().filter(charge -> !charge.limit().isOff()).toList();
        if (counted.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        RoutingContext context = current.getCurrent();
        return limiter.take(counted).chain(decision -> tell(context, decision));
    }

    private static Uni<Void> tell(RoutingContext context, Decision decision) {
        Decision earlier = context.get(DECISION);
        Decision all = earlier == null ? decision : earlier.and(decision);
        context.put(DECISION, all);
        if (!context.response().headWritten()) {
            RateLimitHeaders.put(context.response(), all);
        }
        return decision.isAdmitted()
                ? Uni.createFrom().voidItem()
                : Uni.createFrom().failure(decision.problem());
    }
}
