package io.atrium.kit.caller;

import io.atrium.kit.id.Uuids;
import io.atrium.kit.problem.ErrorCode;
import io.atrium.kit.problem.ProblemException;
import io.atrium.kit.token.AccessToken;
import io.atrium.kit.token.AccessTokenPrincipal;
import io.atrium.kit.token.OrganizationStates;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.SecurityIdentityAugmentor;
import io.quarkus.vertx.http.runtime.security.HttpSecurityUtils;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes the {@link Caller} of a verified token and leaves it with the request, unless its organization is refused. */
@ApplicationScoped
public class CallerAugmentor implements SecurityIdentityAugmentor {
    static final String ORGANIZATION_HEADER = "X-Organization-Id";

    private final OrganizationStates organizations;
    private final RefusalWatch refusals;

    CallerAugmentor(OrganizationStates organizations, RefusalWatch refusals) {
        this.organizations = organizations;
        this.refusals = refusals;
    }

    @Override
    public Uni<SecurityIdentity> augment(SecurityIdentity identity, AuthenticationRequestContext context) {
        return Uni.createFrom().item(identity);
    }

    @Override
    public Uni<SecurityIdentity> augment(
            SecurityIdentity identity, AuthenticationRequestContext context, Map<String, Object> attributes) {
        RoutingContext routing = HttpSecurityUtils.getRoutingContextAttribute(attributes);
        if (routing != null && identity.getPrincipal() instanceof AccessTokenPrincipal principal) {
            try {
                admit(principal.token(), routing);
            } catch (ProblemException e) {
                return Uni.createFrom().failure(new AuthenticationFailedException(e));
            }
        }
        return Uni.createFrom().item(identity);
    }

    private void admit(AccessToken token, RoutingContext routing) {
        if (organizations.isRefused(token.organizationId())) {
            refusals.watch(routing, caller(token, null, routing));
            throw new ProblemException(ErrorCode.ORGANIZATION_SUSPENDED, "The organization is suspended.");
        }
        String header = routing.request().getHeader(ORGANIZATION_HEADER);
        UUID named = token.role() == Role.SUPER_ADMIN && header != null ? named(header) : null;
        Caller caller = caller(token, named, routing);
        routing.put(CallerContext.CALLER, caller);
        refusals.watch(routing, caller);
    }

    private static Caller caller(AccessToken token, @Nullable UUID named, RoutingContext routing) {
        RequestInfo request = CallerContext.requestInfo(routing);
        return new Caller(
                Caller.ACTOR_USER,
                token.userId(),
                named == null ? token.organizationId() : named,
                token.role(),
                token.sessionId(),
                request.ip(),
                request.userAgent(),
                request.requestId(),
                named != null);
    }

    private static UUID named(String header) {
        return Uuids.parse(header)
                .orElseThrow(() ->
                        new ProblemException(ErrorCode.MALFORMED_REQUEST, ORGANIZATION_HEADER + " is not a UUID."));
    }
}
