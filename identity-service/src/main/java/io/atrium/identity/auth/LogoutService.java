package io.atrium.identity.auth;

import io.atrium.identity.session.Sessions;
import io.atrium.kit.caller.Caller;
import io.atrium.kit.caller.CallerContext;
import io.atrium.kit.tenancy.TenantScope;
import io.atrium.kit.tenancy.TenantTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Ends the caller's session. */
@ApplicationScoped
class LogoutService {

    private final Sessions sessions;
    private final CallerContext callers;
    private final TenantTransaction transaction;

    LogoutService(Sessions sessions, CallerContext callers, TenantTransaction transaction) {
        this.sessions = sessions;
        this.callers = callers;
        this.transaction = transaction;
    }

    Uni<Void> logout() {
        Caller caller = callers.current();
        return transaction.run(
                TenantScope.atHome(caller), () -> sessions.logout(caller.homeOrganizationId(), caller.sessionId()));
    }
}
