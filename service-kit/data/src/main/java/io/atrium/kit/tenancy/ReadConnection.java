package io.atrium.kit.tenancy;

import io.vertx.core.Future;
import io.vertx.sqlclient.PrepareOptions;
import io.vertx.sqlclient.PreparedQuery;
import io.vertx.sqlclient.Query;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Transaction;

/** A connection on which every statement is a read of one organization; see {@link ReadStatement}. */
final class ReadConnection extends ForwardingConnection {

    private final TenantScope scope;

    ReadConnection(SqlConnection delegate, TenantScope scope) {
        super(delegate);
        this.scope = scope;
    }

    @Override
    public Future<Transaction> begin() {
        return Future.failedFuture(new IllegalStateException("A read begins no transaction"));
    }

    @Override
    public Query<RowSet<Row>> query(String sql) {
        return preparedQuery(sql);
    }

    @Override
    public PreparedQuery<RowSet<Row>> preparedQuery(String sql) {
        return new ReadStatement<>(delegate, scope, delegate.preparedQuery(sql));
    }

    @Override
    public PreparedQuery<RowSet<Row>> preparedQuery(String sql, PrepareOptions options) {
        return new ReadStatement<>(delegate, scope, delegate.preparedQuery(sql, options));
    }
}
