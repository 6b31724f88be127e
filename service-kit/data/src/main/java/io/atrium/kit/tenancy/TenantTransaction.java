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
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The one way into the database for requests and workers: opens the transaction, sets organization, actor, address,
 * user agent and request id for its length, runs the work, commits. {@code BEGIN}, the settings and the first statement
 * share one round trip; the commit is the second. A read has no second one. What the database refuses comes out as a
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
        return contexts.call(() -> ScopeContext.isReading()
                ? refuse("A read cannot write")
                : joined(scope, work, () -> inScope(scope, false, work, this::inTransaction)));
    }

    /**
     * Runs work that only reads in the current caller's organization. Each of its statements is a read-only transaction
     * of its own and costs one round trip (see {@link ReadStatement}); one that writes fails. When a SUPER_ADMIN acts in an
     * organization, that is audited, in a transaction as {@link #run(Supplier)} has it.
     *
     * @throws io.atrium.kit.problem.ProblemException UNAUTHENTICATED, through the Uni, when there is no caller
     */
    public <T> Uni<T> read(Supplier<Uni<T>> work) {
        return Uni.createFrom().deferred(() -> {
            Caller caller = callers.current();
            return caller.actingForOrganization() && ScopeContext.current() == null
                    ? run(work)
                    : read(TenantScope.of(caller), work);
        });
    }

    /** Runs work that only reads in an organization that no access token names. */
    public <T> Uni<T> read(TenantScope scope, Supplier<Uni<T>> work) {
        return contexts.call(() -> joined(scope, work, () -> inScope(scope, true, work, Panache::withSession)));
    }

    /** Joins what is open in the same organization, else begins. */
    private static <T> Uni<T> joined(TenantScope scope, Supplier<Uni<T>> work, Supplier<Uni<T>> begin) {
        TenantScope open = ScopeContext.current();
        if (open == null) {
            return begin.get();
        }
        return open.organizationId().equals(scope.organizationId())
                ? work.get()
                : refuse("A transaction of one organization cannot work in another");
    }

    private static <T> Uni<T> inScope(
            TenantScope scope, boolean reading, Supplier<Uni<T>> work, Function<Supplier<Uni<T>>, Uni<T>> session) {
        Context context = Vertx.currentContext();
        ScopeContext.open(context, scope, reading);
        return Uninterrupted.run(abandoned -> session.apply(() -> Uninterrupted.unless(abandoned, work))
                .onItemOrFailure()
                .invoke(() -> ScopeContext.close(context))
                .onFailure()
                .transform(DatabaseProblems::problemOf));
    }

    private <T> Uni<T> inTransaction(Supplier<Uni<T>> work) {
        return Panache.withTransaction(work).invoke(this::wakeRelay);
    }

    private static <T> Uni<T> refuse(String why) {
        return Uni.createFrom().failure(new IllegalStateException(why));
    }

    private void wakeRelay() {
        if (relay.isResolvable()) {
            relay.get().wake();
        }
    }

    private static AuditEvent accessed(Caller caller) {
        return AuditEvent.success(
                "organization.accessed", "organization", caller.organizationId().toString());
    }
}
