package io.atrium.kit.tenancy;

import static java.util.Objects.requireNonNull;

import io.atrium.contracts.ActorType;
import io.atrium.kit.caller.Caller;
import io.atrium.kit.caller.RequestInfo;
import io.atrium.kit.fairness.Share;
import io.vertx.sqlclient.Tuple;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The organization whose rows a transaction may access, and the actor of its changes, who is written into every
 * captured change.
 */
public record TenantScope(
        UUID organizationId,
        ActorType actorType,
        @Nullable UUID actorId,
        @Nullable String ip,
        @Nullable String userAgent,
        @Nullable String requestId) {

    static final String SETTINGS = """
            SELECT set_config('app.organization_id', $1, true), set_config('app.actor_type', $2, true), \
            set_config('app.actor_id', $3, true), set_config('app.ip', $4, true), \
            set_config('app.user_agent', $5, true), set_config('app.request_id', $6, true)""";

    public TenantScope {
        requireNonNull(organizationId, "organizationId");
        requireNonNull(actorType, "actorType");
    }

    /** A caller in the organization that the request works in. */
    public static TenantScope of(Caller caller) {
        return in(caller, caller.organizationId());
    }

    /** A caller in the organization that they belong to: what is the user's own, as sessions are. */
    public static TenantScope atHome(Caller caller) {
        return in(caller, caller.homeOrganizationId());
    }

    /** A caller in an organization that the operation's path names. */
    public static TenantScope in(Caller caller, UUID organizationId) {
        return ofUser(organizationId, caller.userId(), caller.request());
    }

    /** A user who was identified otherwise than by an access token: by a password, a refresh token, a registration. */
    public static TenantScope ofUser(UUID organizationId, UUID userId, RequestInfo request) {
        return of(organizationId, ActorType.USER, userId, request);
    }

    /** A request of nobody who is known yet. */
    public static TenantScope anonymous(UUID organizationId, RequestInfo request) {
        return of(organizationId, ActorType.ANONYMOUS, null, request);
    }

    /** A request of another service. */
    public static TenantScope ofService(UUID organizationId, RequestInfo request) {
        return of(organizationId, ActorType.SERVICE, null, request);
    }

    /** The platform's own work in an organization: a sweep, a schedule, a repair. */
    public static TenantScope system(UUID organizationId, @Nullable String requestId) {
        return new TenantScope(organizationId, ActorType.SYSTEM, null, null, null, requestId);
    }

    private static TenantScope of(
            UUID organizationId, ActorType actorType, @Nullable UUID actorId, RequestInfo request) {
        return new TenantScope(
                organizationId, actorType, actorId, request.ip(), request.userAgent(), request.requestId());
    }

    /**
     * Whose turn it is when this scope waits. Whoever is not known yet takes turns with their network, whatever
     * organization they claim: a flood of logins or made-up refresh tokens takes nothing from the organization it names.
     */
    Share share() {
        return actorType == ActorType.ANONYMOUS
                ? Share.ofClient(ip, organizationId.toString())
                : Share.ofOrganization(organizationId, actorId);
    }

    Tuple settings() {
        return Tuple.of(
                organizationId.toString(),
                actorType.name(),
                actorId == null ? "" : actorId.toString(),
                text(ip),
                text(userAgent),
                text(requestId));
    }

    /** PostgreSQL's text has no NUL; a header may bring one. */
    private static String text(@Nullable String value) {
        return value == null ? "" : value.replace("\0", "");
    }
}
