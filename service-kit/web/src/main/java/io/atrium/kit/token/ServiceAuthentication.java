package io.atrium.kit.token;

import io.atrium.kit.caller.Roles;
import io.atrium.kit.problem.ProblemException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.quarkus.vertx.http.runtime.security.HttpCredentialTransport;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Authenticates requests under {@code /internal}: a valid service token gives the identity of the calling service with
 * the role {@link Roles#SERVICE}; any other token fails. It runs before the mechanism of access tokens, which
 * therefore gets no request with a token under {@code /internal}. It ignores all other requests.
 */
@ApplicationScoped
public class ServiceAuthentication implements HttpAuthenticationMechanism {
    private static final String SCHEME = "Bearer";
    private static final int UNAUTHORIZED = 401;

    private final ServiceTokens tokens;

    public ServiceAuthentication(ServiceTokens tokens) {
        this.tokens = tokens;
    }

    @Override
    public int getPriority() {
        return DEFAULT_PRIORITY + 1;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext context, IdentityProviderManager identities) {
        String authorization = isInternal(context) ? context.request().getHeader(HttpHeaders.AUTHORIZATION) : null;
        if (authorization == null) {
            return Uni.createFrom().nullItem();
        }
        context.put(HttpAuthenticationMechanism.class.getName(), this);
        try {
            return Uni.createFrom().item(identity(tokens.verify(bearer(authorization))));
        } catch (ProblemException e) {
            return Uni.createFrom().failure(new AuthenticationFailedException(e));
        }
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext context) {
        return isInternal(context)
                ? Uni.createFrom().item(new ChallengeData(UNAUTHORIZED, "WWW-Authenticate", SCHEME))
                : Uni.createFrom().nullItem();
    }

    @Override
    public Uni<HttpCredentialTransport> getCredentialTransport(RoutingContext context) {
        return Uni.createFrom()
                .item(new HttpCredentialTransport(HttpCredentialTransport.Type.AUTHORIZATION, SCHEME, "service"));
    }

    private static boolean isInternal(RoutingContext context) {
        return InternalPaths.contains(context.normalizedPath());
    }

    /** @throws ProblemException UNAUTHENTICATED when the header is of another scheme */
    private static String bearer(String authorization) {
        String prefix = SCHEME + " ";
        if (!authorization.regionMatches(true, 0, prefix, 0, prefix.length())) {
            throw ServiceTokens.required();
        }
        return authorization.substring(prefix.length()).trim();
    }

    private static SecurityIdentity identity(String service) {
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal(service))
                .addRole(Roles.SERVICE)
                .build();
    }
}
