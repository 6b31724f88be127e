package io.atrium.kit.tenancy;

import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.pgclient.PgPool;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PrepareOptions;
import io.vertx.sqlclient.PreparedQuery;
import io.vertx.sqlclient.Query;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import java.util.function.Function;

/**
 * The application's pool: its connections are {@link TenantConnection}s, or {@link ReadConnection}s while a read is open.
 * A statement outside of both sees no row.
 */
@SuppressWarnings("deprecation") // Quarkus casts what a PgPoolCreator makes to PgPool
final class TenantPool implements PgPool {

    private final Pool delegate;
    private final FairConnections connections;

    TenantPool(Pool delegate, FairConnections connections) {
        this.delegate = delegate;
        this.connections = connections;
    }

    /** In the turn of the organization whose scope is open on the context. */
    @Override
    public Future<SqlConnection> getConnection() {
        TenantScope scope = ScopeContext.current();
        if (scope == null) {
            return connections.take(FairConnections.SERVICE).map(TenantConnection::new);
        }
        boolean reading = ScopeContext.isReading();
        return connections
                .take(scope.share())
                .map(taken -> reading ? new ReadConnection(taken, scope) : new TenantConnection(taken));
    }

    @Override
    public void getConnection(Handler<AsyncResult<SqlConnection>> handler) {
        getConnection().onComplete(handler);
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
    public PgPool connectHandler(Handler<SqlConnection> handler) {
        delegate.connectHandler(handler);
        return this;
    }

    @Override
    public PgPool connectionProvider(Function<Context, Future<SqlConnection>> provider) {
        delegate.connectionProvider(provider);
        return this;
    }

    @Override
    public int size() {
        return delegate.size();
    }

    @Override
    public Future<Void> close() {
        return delegate.close();
    }

    @Override
    public void close(Handler<AsyncResult<Void>> handler) {
        delegate.close(handler);
    }
}
