package io.atrium.identity.user;

import io.atrium.identity.platform.PlatformOrganization;
import io.atrium.kit.caller.Caller;
import io.atrium.kit.caller.CallerContext;
import io.atrium.kit.caller.Role;
import io.atrium.kit.problem.ProblemException;
import io.atrium.kit.tenancy.TenantScope;
import io.atrium.kit.tenancy.TenantTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;

/** The caller's own user, which is in their own organization also while they act in another. */
@ApplicationScoped
public class CurrentUser {

    private final UserRepository repository;
    private final CallerContext callers;
    private final TenantTransaction transaction;

    CurrentUser(UserRepository repository, CallerContext callers, TenantTransaction transaction) {
        this.repository = repository;
        this.callers = callers;
        this.transaction = transaction;
    }

    public Uni<UserResponse> get() {
        Caller caller = callers.current();
        TenantScope home = home(caller);
        return transaction
                .read(home, () -> repository.find(home.organizationId(), id(caller)))
                .map(found -> found.orElseThrow(ProblemException::notFound))
                .map(UserResponse::of);
    }

    /** Where the caller is a user: SUPER_ADMINs in the platform organization. */
    public static TenantScope home(Caller caller) {
        UUID organizationId = caller.is(Role.SUPER_ADMIN) ? PlatformOrganization.ID : caller.organizationId();
        return new TenantScope(
                organizationId,
                caller.actorType(),
                caller.userId(),
                caller.ip(),
                caller.userAgent(),
                caller.requestId());
    }

    static UUID id(Caller caller) {
        return Optional.ofNullable(caller.userId()).orElseThrow(ProblemException::notFound);
    }
}
