package io.atrium.identity.user;

import io.atrium.kit.caller.Caller;
import io.atrium.kit.caller.CallerContext;
import io.atrium.kit.problem.ProblemException;
import io.atrium.kit.tenancy.TenantScope;
import io.atrium.kit.tenancy.TenantTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

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
        return transaction
                .read(TenantScope.atHome(caller), () -> repository.find(caller.homeOrganizationId(), caller.userId()))
                .map(found -> found.orElseThrow(ProblemException::notFound))
                .map(UserResponse::of);
    }
}
