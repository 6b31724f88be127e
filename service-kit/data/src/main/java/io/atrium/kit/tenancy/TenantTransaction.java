package io.atrium.kit.tenancy;

import io.atrium.kit.caller.Caller;
import io.atrium.kit.caller.CallerContext;
import io.atrium.kit.database.DatabaseProblems;
import io.atrium.kit.outbox.AuditEvent;
import io.atrium.kit.outbox.AuditEvents;
import io.atrium.kit.outbox.OutboxRelay;
import io.atrium.kit.tenancy.ScopeContext.Access;
import io.atrium.kit.tracing.Tracing;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Every query of a request or worker runs in such a transaction. It begins the transaction, sets the organization,
 * actor, address, user agent, request id and trace for its duration, runs the work and commits. {@code BEGIN}, the settings
 * and the first statement share one round trip; the commit is the second. A read has no second one. A failure of the
 * database is reported as a {@link io.atrium.kit.problem.ProblemException} (see {@link DatabaseProblems}) with the
 * original failure as its cause.
 *
 * <p>A caller that stops waiting, as a request does whose client is gone, does not stop it: what has begun is committed
 * or rolled back as if the caller were there.
 *
 * <p>Work that takes no connection works by Hibernate's session, which is opened for it (Panache, of tables that people
 * edit). Called inside an open transaction of the same organization it joins it; another organization inside is an error.
 * Work that takes a connection works by SQL (append-only and queue tables), and opens no session. It joins nothing and
 * nothing joins it: a session and a connection would be two transactions.
 */
@ApplicationScoped
public class TenantTransaction {

    private static final String NOT_JOINED = "Work by SQL joins no open transaction, nor is it joined";

    private final CallerContext callers;
    private final AuditEvents audit;
    private final Instance<OutboxRelay> relay;
    private final SafeContext contexts;
    private final Instance<Pool> pool;
    private final Tracing tracing;

    TenantTransaction(
            CallerContext callers,
            AuditEvents audit,
            Instance<OutboxRelay> relay,
            SafeContext contexts,
            Instance<Pool> pool,
            Tracing tracing) {
        this.callers = callers;
        this.audit = audit;
        this.relay = relay;
        this.contexts = contexts;
        this.pool = pool;
        this.tracing = tracing;
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

    /** The same by SQL, on the transaction's connection. */
    public <T> Uni<T> run(Function<SqlConnection, Uni<T>> work) {
        return Uni.createFrom().deferred(() -> {
            Caller caller = callers.current();
            TenantScope scope = TenantScope.of(caller);
            return caller.actingForOrganization()
                    ? run(
                            scope,
                            connection ->
                                    audit.record(connection, accessed(caller)).chain(() -> work.apply(connection)))
                    : run(scope, work);
        });
    }

    /** Runs the work in an organization that no access token names: a login, a schedule, a repair. */
    public <T> Uni<T> run(TenantScope scope, Supplier<Uni<T>> work) {
        return contexts.call(() -> ScopeContext.isReading()
                ? refuse("A read cannot write")
                : joined(
                        scope, work, () -> inScope(scope, Access.SESSION_WRITE, inSession(this::inTransaction, work))));
    }

    /** The same by SQL, on the transaction's connection. */
    public <T> Uni<T> run(TenantScope scope, Function<SqlConnection, Uni<T>> work) {
        return contexts.call(() ->
                alone(() -> inScope(scope, Access.SQL_WRITE, onConnection(TenantTransaction::transact, work))
                        .invoke(this::wakeRelay)));
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

    /** The same by SQL, on one connection for all of its statements. */
    public <T> Uni<T> read(Function<SqlConnection, Uni<T>> work) {
        return Uni.createFrom().deferred(() -> {
            Caller caller = callers.current();
            return caller.actingForOrganization() ? run(work) : read(TenantScope.of(caller), work);
        });
    }

    /** Runs work that only reads in an organization that no access token names. */
    public <T> Uni<T> read(TenantScope scope, Supplier<Uni<T>> work) {
        return contexts.call(() ->
                joined(scope, work, () -> inScope(scope, Access.SESSION_READ, inSession(Panache::withSession, work))));
    }

    /** The same by SQL, on one connection for all of its statements. */
    public <T> Uni<T> read(TenantScope scope, Function<SqlConnection, Uni<T>> work) {
        return contexts.call(() -> alone(
                () -> inScope(scope, Access.SQL_READ, onConnection((connection, of) -> of.apply(connection), work))));
    }

    /** Joins what is open in the same organization, else begins. */
    private static <T> Uni<T> joined(TenantScope scope, Supplier<Uni<T>> work, Supplier<Uni<T>> begin) {
        TenantScope open = ScopeContext.current();
        if (open == null) {
            return begin.get();
        }
        if (!open.organizationId().equals(scope.organizationId())) {
            return refuse("A transaction of one organization cannot work in another");
        }
        return ScopeContext.hasSession() ? work.get() : refuse(NOT_JOINED);
    }

    private static <T> Uni<T> alone(Supplier<Uni<T>> begin) {
        return ScopeContext.current() == null ? begin.get() : refuse(NOT_JOINED);
    }

    /** @param work is told whether the caller has gone, so that it need not begin */
    private <T> Uni<T> inScope(TenantScope scope, Access access, Function<BooleanSupplier, Uni<T>> work) {
        Context context = Vertx.currentContext();
        ScopeContext.open(context, scope, access, tracing.current());
        return Uninterrupted.run(abandoned -> work.apply(abandoned)
                .onItemOrFailure()
                .invoke(() -> ScopeContext.close(context))
                .onFailure()
                .transform(DatabaseProblems::problemOf));
    }

    private static <T> Function<BooleanSupplier, Uni<T>> inSession(
            Function<Supplier<Uni<T>>, Uni<T>> session, Supplier<Uni<T>> work) {
        return abandoned -> session.apply(() -> Uninterrupted.unless(abandoned, work));
    }

    private <T> Function<BooleanSupplier, Uni<T>> onConnection(
            BiFunction<SqlConnection, Function<SqlConnection, Uni<T>>, Uni<T>> way,
            Function<SqlConnection, Uni<T>> work) {
        return abandoned -> pool.get()
                .getConnection()
                .chain(connection -> Uninterrupted.unless(abandoned, () -> way.apply(connection, work))
                        .eventually(connection::close));
    }

    private static <T> Uni<T> transact(SqlConnection connection, Function<SqlConnection, Uni<T>> work) {
        return Uni.createFrom()
                .completionStage(() -> connection.getDelegate().begin().toCompletionStage())
                .chain(begun -> SqlTransaction.run(begun, () -> work.apply(connection)));
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
