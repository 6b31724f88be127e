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
import org.jspecify.annotations.Nullable;

/** Hands everything on to another connection, for those that do one thing differently. */
abstract class ForwardingConnection implements SqlConnection {

    final SqlConnection delegate;

    ForwardingConnection(SqlConnection delegate) {
        this.delegate = delegate;
    }

    @Override
    public Future<Transaction> begin() {
        return delegate.begin();
    }

    @Override
    public final void begin(Handler<AsyncResult<Transaction>> handler) {
        begin().onComplete(handler);
    }

    @Override
    public @Nullable Transaction transaction() {
        return delegate.transaction();
    }

    @Override
    public final SqlConnection prepare(String sql, Handler<AsyncResult<PreparedStatement>> handler) {
        delegate.prepare(sql, handler);
        return this;
    }

    @Override
    public final Future<PreparedStatement> prepare(String sql) {
        return delegate.prepare(sql);
    }

    @Override
    public final SqlConnection prepare(
            String sql, PrepareOptions options, Handler<AsyncResult<PreparedStatement>> handler) {
        delegate.prepare(sql, options, handler);
        return this;
    }

    @Override
    public final Future<PreparedStatement> prepare(String sql, PrepareOptions options) {
        return delegate.prepare(sql, options);
    }

    @Override
    public final SqlConnection exceptionHandler(Handler<Throwable> handler) {
        delegate.exceptionHandler(handler);
        return this;
    }

    @Override
    public SqlConnection closeHandler(@Nullable Handler<Void> handler) {
        delegate.closeHandler(handler);
        return this;
    }

    @Override
    public final boolean isSSL() {
        return delegate.isSSL();
    }

    @Override
    public final DatabaseMetadata databaseMetadata() {
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
        return delegate.close();
    }

    @Override
    public final void close(Handler<AsyncResult<Void>> handler) {
        close().onComplete(handler);
    }
}
