package io.atrium.kit.token;

import io.atrium.kit.caller.Roles;
import io.atrium.kit.problem.ProblemException;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.HttpSecurityPolicy;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;

/** Refuses every request under {@code /internal} without the role of a service, also for paths without a route. */
@ApplicationScoped
public class InternalPolicy implements HttpSecurityPolicy {

    /** @return a failure UNAUTHENTICATED where the caller is no service */
    @Override
    public Uni<CheckResult> checkPermission(
            RoutingContext context, Uni<SecurityIdentity> identity, AuthorizationRequestContext authorization) {
        if (!InternalPaths.contains(context.normalizedPath())) {
            return CheckResult.permit();
        }
        // It would answer by itself, without a problem.
        context.remove(QuarkusHttpUser.AUTH_FAILURE_HANDLER);
        return identity.map(InternalPolicy::check);
    }

    /** @throws ProblemException UNAUTHENTICATED */
    private static CheckResult check(SecurityIdentity identity) {
        if (!identity.hasRole(Roles.SERVICE)) {
            throw ServiceTokens.required();
        }
        return CheckResult.PERMIT;
    }
}
