package io.atrium.kit.tenancy;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.sqlclient.PrepareOptions;
import io.vertx.sqlclient.PreparedQuery;
import io.vertx.sqlclient.PreparedStatement;
import io.vertx.sqlclient.Query;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Transaction;
import io.vertx.sqlclient.spi.DatabaseMetadata;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** A pooled connection on which a transaction cannot begin without the scope that is open on the context. */
final class TenantConnection implements SqlConnection {

    private final SqlConnection delegate;
    private final Runnable release;
    private final AtomicBoolean released = new AtomicBoolean();
    private @Nullable Transaction transaction;

    /** @param release runs once, when the connection has been given back or is lost */
    TenantConnection(SqlConnection delegate, Runnable release) {
        this.delegate = delegate;
        this.release = release;
        delegate.closeHandler(lost -> released());
    }

    private void released() {
        if (released.compareAndSet(false, true)) {
            release.run();
        }
    }

    @Override
    public Future<Transaction> begin() {
        TenantScope scope = ScopeContext.current();
        if (scope == null) {
            return Future.failedFuture(new TenantContextMissingException());
        }
        PipelinedTransaction begun = PipelinedTransaction.begin(delegate, TenantScope.SETTINGS, scope.settings());
        transaction = begun;
        return Future.succeededFuture(begun);
    }

    @Override
    public void begin(Handler<AsyncResult<Transaction>> handler) {
        begin().onComplete(handler);
    }

    @Override
    public @Nullable Transaction transaction() {
        return delegate.transaction() == null ? null : transaction;
    }

    @Override
    public SqlConnection prepare(String sql, Handler<AsyncResult<PreparedStatement>> handler) {
        delegate.prepare(sql, handler);
        return this;
    }

    @Override
    public Future<PreparedStatement> prepare(String sql) {
        return delegate.prepare(sql);
    }

    @Override
    public SqlConnection prepare(String sql, PrepareOptions options, Handler<AsyncResult<PreparedStatement>> handler) {
        delegate.prepare(sql, options, handler);
        return this;
    }

    @Override
    public Future<PreparedStatement> prepare(String sql, PrepareOptions options) {
        return delegate.prepare(sql, options);
    }

    @Override
    public SqlConnection exceptionHandler(Handler<Throwable> handler) {
        delegate.exceptionHandler(handler);
        return this;
    }

    @Override
    public SqlConnection closeHandler(@Nullable Handler<Void> handler) {
        delegate.closeHandler(lost -> {
            released();
            if (handler != null) {
                handler.handle(lost);
            }
        });
        return this;
    }

    @Override
    public boolean isSSL() {
        return delegate.isSSL();
    }

    @Override
    public DatabaseMetadata databaseMetadata() {
        return delegate.databaseMetadata();
    }

    @Override
    public Query<RowSet<Row>> query(String sql) {
        return delegate.query(sql);
    }

    @Override
    public PreparedQuery<RowSet<Row>> preparedQuery(String sql) {
        return delegate.preparedQuery(sql);
    }

    @Override
    public PreparedQuery<RowSet<Row>> preparedQuery(String sql, PrepareOptions options) {
        return delegate.preparedQuery(sql, options);
    }

    @Override
    public Future<Void> close() {
        return delegate.close().onComplete(closed -> released());
    }

    @Override
    public void close(Handler<AsyncResult<Void>> handler) {
        close().onComplete(handler);
    }
}
