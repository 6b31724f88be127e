package io.atrium.kit.tenancy;

import static java.util.Objects.requireNonNull;

import io.atrium.contracts.ActorType;
import io.atrium.kit.caller.Caller;
import io.vertx.sqlclient.Tuple;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Whose rows a transaction may touch, and on whose behalf it does: what every captured change is signed with.
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

    public static TenantScope of(Caller caller) {
        return new TenantScope(
                caller.organizationId(),
                caller.actorType(),
                caller.userId(),
                caller.ip(),
                caller.userAgent(),
                caller.requestId());
    }

    /** The platform's own work in an organization: a sweep, a schedule, a repair. */
    public static TenantScope system(UUID organizationId, @Nullable String requestId) {
        return new TenantScope(organizationId, ActorType.SYSTEM, null, null, null, requestId);
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
