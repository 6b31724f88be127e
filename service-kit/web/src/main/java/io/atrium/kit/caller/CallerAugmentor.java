package io.atrium.kit.caller;

import io.atrium.kit.id.Uuids;
import io.atrium.kit.problem.ErrorCode;
import io.atrium.kit.problem.ProblemException;
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
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/** Makes the {@link Caller} of a verified token and leaves it with the request. */
@ApplicationScoped
public class CallerAugmentor implements SecurityIdentityAugmentor {
    static final String ORGANIZATION_HEADER = "X-Organization-Id";

    @Override
    public Uni<SecurityIdentity> augment(SecurityIdentity identity, AuthenticationRequestContext context) {
        return Uni.createFrom().item(identity);
    }

    @Override
    public Uni<SecurityIdentity> augment(
            SecurityIdentity identity, AuthenticationRequestContext context, Map<String, Object> attributes) {
        RoutingContext routing = HttpSecurityUtils.getRoutingContextAttribute(attributes);
        if (routing != null && identity.getPrincipal() instanceof JsonWebToken token) {
            try {
                routing.put(CallerContext.CALLER, caller(token, routing));
            } catch (ProblemException | IllegalArgumentException e) {
                return Uni.createFrom().failure(new AuthenticationFailedException(e));
            }
        }
        return Uni.createFrom().item(identity);
    }

    private static Caller caller(JsonWebToken token, RoutingContext routing) {
        Role role = Role.valueOf(token.getGroups().iterator().next());
        UUID own = UUID.fromString(token.<String>getClaim("org"));
        UUID named = role == Role.SUPER_ADMIN ? named(routing.request().getHeader(ORGANIZATION_HEADER)) : null;
        String session = token.getClaim("sid");
        RequestInfo request = CallerContext.requestInfo(routing);
        return new Caller(
                Caller.ACTOR_USER,
                UUID.fromString(token.getSubject()),
                named == null ? own : named,
                role,
                session == null ? null : UUID.fromString(session),
                request.ip(),
                request.userAgent(),
                request.requestId(),
                named != null);
    }

    private static @Nullable UUID named(@Nullable String header) {
        if (header == null) {
            return null;
        }
        return Uuids.parse(header)
                .orElseThrow(() ->
                        new ProblemException(ErrorCode.MALFORMED_REQUEST, ORGANIZATION_HEADER + " is not a UUID."));
    }
}
