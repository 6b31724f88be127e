package io.atrium.kit.ratelimit;

import io.atrium.kit.caller.Caller;
import io.atrium.kit.caller.CallerContext;
import io.atrium.kit.http.UnreadBody;
import io.atrium.kit.problem.Problems;
import io.atrium.kit.token.InternalPaths;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Counts every request once: for its user and the user's organization, or for the client's address when the request
 * has no valid token. Above a limit it is answered with 429 before its body is read.
 */
@Singleton
public final class RequestRateLimit {

    /** After authentication (200), before authorization (100) and the reading of bodies. */
    private static final int PRIORITY = 150;

    private static final int ORGANIZATION_FACTOR = 10;
    private static final String CALLER = "caller";

    private final RateLimiter limiter;
    private final Limit users;
    private final Limit addresses;
    private final Limit organizations;

    RequestRateLimit(RateLimiter limiter, RateLimitConfig config) {
        this.limiter = limiter;
        this.users = limiter.limit("user", CALLER, config.requests(), config.window());
        this.addresses = limiter.limit("address", CALLER, config.requests(), config.window());
        int together = config.organizationRequests()
                .orElse((int) Math.min(1_000_000_000L, (long) ORGANIZATION_FACTOR * config.requests()));
        this.organizations = limiter.limit("organization", "organization", together, config.window());
    }

    void register(@Observes Filters filters) {
        filters.register(this::handle, PRIORITY);
    }

    private void handle(RoutingContext context) {
        Decision earlier = OperationRateLimit.DECISION.get(context);
        if (earlier != null) {
            // A request that is routed again was counted, and has lost its headers.
            RateLimitHeaders.put(context.response(), earlier);
            context.next();
        } else if (isExempt(context)) {
            context.next();
        } else if (context.request().headers().contains(HttpHeaders.AUTHORIZATION)) {
            authenticate(context);
        } else {
            count(context);
        }
    }

    /** Services are not counted, and nobody else is admitted under {@code /internal}. */
    private static boolean isExempt(RoutingContext context) {
        String path = context.normalizedPath();
        return ExemptPaths.contains(path) || InternalPaths.contains(path);
    }

    /** What becomes of a bad token is the route's to say: its failure is remembered, and no answer is given here. */
    private void authenticate(RoutingContext context) {
        Uni<SecurityIdentity> identity = context.get(QuarkusHttpUser.DEFERRED_IDENTITY_KEY);
        if (identity == null) {
            count(context);
            return;
        }
        Object answer = context.remove(QuarkusHttpUser.AUTH_FAILURE_HANDLER);
        identity.subscribe().with(known -> goOn(context, answer), failure -> goOn(context, answer));
    }

    private void goOn(RoutingContext context, Object authFailureHandler) {
        context.put(QuarkusHttpUser.AUTH_FAILURE_HANDLER, authFailureHandler);
        count(context);
    }

    private void count(RoutingContext context) {
        List<Charge> charges = charges(context);
        if (charges.isEmpty()) {
            context.next();
        } else {
            limiter.take(charges, decision -> answer(context, decision));
        }
    }

    private List<Charge> charges(RoutingContext context) {
        Caller caller = CallerContext.of(context).orElse(null);
        List<Charge> charges = new ArrayList<>(2);
        if (caller == null) {
            add(charges, addresses, BucketKey.ofNetwork(CallerContext.address(context)));
        } else {
            add(charges, users, BucketKey.of(caller.userId()));
            add(charges, organizations, BucketKey.of(organization(caller)));
        }
        return charges;
    }

    /** Work of the platform's own people in an organization does not take from what its users have. */
    private static UUID organization(Caller caller) {
        return caller.homeOrganizationId();
    }

    private static void add(List<Charge> charges, Limit limit, BucketKey key) {
        if (!limit.isOff()) {
            charges.add(limit.charge(key));
        }
    }

    private static void answer(RoutingContext context, Decision decision) {
        OperationRateLimit.DECISION.put(context, decision);
        RateLimitHeaders.put(context.response(), decision);
        if (decision.isAdmitted()) {
            context.next();
        } else {
            Problems.write(context, decision.problem());
            UnreadBody.discard(context.request());
        }
    }
}
