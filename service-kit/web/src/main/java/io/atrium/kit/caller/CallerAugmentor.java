package io.atrium.kit.caller;

import io.atrium.contracts.OrganizationStatus;
import io.atrium.kit.organization.OrganizationStates;
import io.atrium.kit.organization.PlatformOrganization;
import io.atrium.kit.problem.ErrorCode;
import io.atrium.kit.problem.ProblemException;
import io.atrium.kit.token.AccessToken;
import io.atrium.kit.token.AccessTokenPrincipal;
import io.atrium.kit.token.TokenConfig;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.SecurityIdentityAugmentor;
import io.quarkus.vertx.http.runtime.security.HttpSecurityUtils;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;

/** Creates the {@link Caller} of a verified token and stores it in the request, unless its organization is refused. */
@ApplicationScoped
public class CallerAugmentor implements SecurityIdentityAugmentor {
    static final String ORGANIZATION_HEADER = "X-Organization-Id";

    /** Before a state that is not known yet is asked for again. */
    static final Duration RETRY_UNKNOWN = Duration.ofSeconds(5);

    private final OrganizationStates organizations;
    private final NamedOrganizations named;
    private final RefusalWatch refusals;
    private final Instance<AdmittedCallListener> listeners;
    private final TokenConfig tokens;
    private final Clock clock = Clock.systemUTC();

    CallerAugmentor(
            OrganizationStates organizations,
            NamedOrganizations named,
            RefusalWatch refusals,
            Instance<AdmittedCallListener> listeners,
            TokenConfig tokens) {
        this.organizations = organizations;
        this.named = named;
        this.refusals = refusals;
        this.listeners = listeners;
        this.tokens = tokens;
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
        Optional<OrganizationStatus> status = organizations.find(token.organizationId());
        if (status.map(OrganizationStatus::isRefused).orElse(false)) {
            refusals.watch(routing, caller(token, null, routing));
            throw new ProblemException(ErrorCode.ORGANIZATION_SUSPENDED, "The organization is suspended.");
        }
        if (status.isEmpty() && !isAdmittedUnknown(token)) {
            throw new ProblemException(
                            ErrorCode.NOT_READY, "The service has not read the state of the organization yet.")
                    .withRetryAfter(RETRY_UNKNOWN);
        }
        String header = routing.request().getHeader(ORGANIZATION_HEADER);
        UUID other = token.role() == Role.SUPER_ADMIN && header != null ? named.require(header) : null;
        Caller caller = caller(token, other, routing);
        CallerContext.CALLER.put(routing, caller);
        MDC.put("organization_id", caller.organizationId().toString());
        refusals.watch(routing, caller);
        listeners.forEach(listener -> listener.admitted(caller));
    }

    /** A new organization's first requests may be faster than its state. */
    private boolean isAdmittedUnknown(AccessToken token) {
        return token.organizationId().equals(PlatformOrganization.ID)
                || token.issuedAt().plus(tokens.unknownOrganizationAge()).isAfter(clock.instant());
    }

    private static Caller caller(AccessToken token, @Nullable UUID named, RoutingContext routing) {
        return new Caller(
                token.userId(),
                token.organizationId(),
                named == null ? token.organizationId() : named,
                token.role(),
                token.sessionId(),
                CallerContext.requestInfo(routing));
    }
}
