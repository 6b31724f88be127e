package io.atrium.kit.tenancy;

import io.atrium.kit.caller.Caller;
import io.atrium.kit.caller.CallerContext;
import io.atrium.kit.database.DatabaseProblems;
import io.atrium.kit.outbox.AuditEvent;
import io.atrium.kit.outbox.AuditEvents;
import io.atrium.kit.outbox.OutboxRelay;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.util.function.Supplier;

/**
 * The one way into the database for requests and workers: opens the transaction, sets organization, actor, address,
 * user agent and request id for its length, runs the work, commits. {@code BEGIN}, the settings and the first statement
 * share one round trip; the commit is the second. What the database refuses comes out as a
 * {@link io.atrium.kit.problem.ProblemException} (see {@link DatabaseProblems}), the database's own failure its cause.
 *
 * <p>A caller that stops waiting, as a request does whose client is gone, does not stop it: what has begun is committed
 * or rolled back as if the caller were there.
 *
 * <p>Called inside an open transaction of the same organization it joins it; another organization inside is an error.
 */
@ApplicationScoped
public class TenantTransaction {

    private final CallerContext callers;
    private final AuditEvents audit;
    private final Instance<OutboxRelay> relay;
    private final SafeContext contexts;

    TenantTransaction(CallerContext callers, AuditEvents audit, Instance<OutboxRelay> relay, SafeContext contexts) {
        this.callers = callers;
        this.audit = audit;
        this.relay = relay;
        this.contexts = contexts;
    }

    /**
     * Runs the work in the current caller's organization. A SUPER_ADMIN's acting in an organization is audited with it.
     *
     * @throws io.atrium.kit.problem.ProblemException UNAUTHENTICATED, through the Uni, when there is no caller
     */
    public <T> Uni<T> run(Supplier<Uni<T>> work) {
        return Uni.createFrom().deferred(() -> {
            Caller caller = callers.current();
            TenantScope scope = TenantScope.of(caller);
            return caller.actingForOrganization() && ScopeContext.current() == null
                    ? run(scope, () -> audit.record(accessed(caller)).chain(() -> work.get()))
                    : run(scope, work);
        });
    }

    /** Runs the work in an organization that no access token names: a login, a schedule, a repair. */
    public <T> Uni<T> run(TenantScope scope, Supplier<Uni<T>> work) {
        return contexts.call(() -> {
            TenantScope open = ScopeContext.current();
            if (open == null) {
                return begin(scope, work);
            }
            if (open.organizationId().equals(scope.organizationId())) {
                return work.get();
            }
            return Uni.createFrom()
                    .failure(new IllegalStateException("A transaction of one organization cannot work in another"));
        });
    }

    private <T> Uni<T> begin(TenantScope scope, Supplier<Uni<T>> work) {
        Context context = Vertx.currentContext();
        ScopeContext.open(context, scope);
        return Uninterrupted.run(abandoned -> Panache.withTransaction(() -> Uninterrupted.unless(abandoned, work))
                .onItemOrFailure()
                .invoke((result, failure) -> {
                    ScopeContext.close(context);
                    if (failure == null && relay.isResolvable()) {
                        relay.get().wake();
                    }
                })
                .onFailure()
                .transform(DatabaseProblems::problemOf));
    }

    private static AuditEvent accessed(Caller caller) {
        return AuditEvent.success(
                "organization.accessed", "organization", caller.organizationId().toString());
    }
}
