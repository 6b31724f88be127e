package io.atrium.kit.ratelimit;

import static java.util.Objects.requireNonNull;

import io.atrium.kit.problem.ProblemException;
import io.atrium.kit.request.CurrentRequest;
import io.atrium.kit.request.RequestKey;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.List;

/** Limits of one operation, in addition to those of every request. */
@Singleton
public final class OperationRateLimit {

    /** What was decided on the request. */
    static final RequestKey<Decision> DECISION = RequestKey.of("rate-limit");

    private final RateLimiter limiter;

    OperationRateLimit(RateLimiter limiter) {
        this.limiter = limiter;
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
        RoutingContext context = requireNonNull(CurrentRequest.find(), "an operation works on a request");
        return limiter.take(counted).chain(decision -> tell(context, decision));
    }

    private static Uni<Void> tell(RoutingContext context, Decision decision) {
        Decision earlier = DECISION.get(context);
        Decision all = earlier == null ? decision : earlier.and(decision);
        DECISION.put(context, all);
        if (!context.response().headWritten()) {
            RateLimitHeaders.put(context.response(), all);
        }
        return decision.isAdmitted()
                ? Uni.createFrom().voidItem()
                : Uni.createFrom().failure(decision.problem());
    }
}
