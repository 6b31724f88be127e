package io.atrium.kit.tenancy;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Transaction;
import org.jspecify.annotations.Nullable;

/** A connection on which a transaction cannot begin without the scope that is open on the context. */
final class TenantConnection extends ForwardingConnection {

    private @Nullable Transaction transaction;

    TenantConnection(SqlConnection delegate) {
        super(delegate);
    }

    @Override
    public Future<Transaction> begin() {
        TenantScope scope = ScopeContext.current();
        if (scope == null) {
            return Future.failedFuture(new TenantContextMissingException());
        }
        PipelinedTransaction begun = PipelinedTransaction.begin(
                delegate, TenantScope.SETTINGS, scope.settings(), ScopeContext.traceParent());
        transaction = begun;
        return Future.succeededFuture(begun);
    }

    @Override
    public @Nullable Transaction transaction() {
        return delegate.transaction() == null ? null : transaction;
    }
}
