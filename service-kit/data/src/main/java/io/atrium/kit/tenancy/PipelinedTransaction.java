package io.atrium.kit.tenancy;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Transaction;
import io.vertx.sqlclient.Tuple;
import org.jspecify.annotations.Nullable;

/**
 * A transaction whose {@code BEGIN} and settings are on the wire but not awaited, so that the first statement shares
 * their round trip. The connection answers in order: when the settings fail the transaction is aborted, every later
 * statement with it, and the commit reports why.
 */
final class PipelinedTransaction implements Transaction {

    private final Transaction delegate;
    private final Future<?> begun;

    private PipelinedTransaction(Transaction delegate, Future<?> begun) {
        this.delegate = delegate;
        this.begun = begun;
    }

    /** @param traceParent of the trace that the transaction's messages belong to: one setting more */
    static PipelinedTransaction begin(
            SqlConnection connection, String settings, Tuple values, @Nullable String traceParent) {
        return traceParent == null
                ? begin(connection, settings, values)
                : begin(
                        connection,
                        settings + ", set_config('app.trace_parent', $" + (values.size() + 1) + ", true)",
                        values.addString(traceParent));
    }

    private static PipelinedTransaction begin(SqlConnection connection, String settings, Tuple values) {
        Future<Transaction> begin = connection.begin();
        Future<?> set = connection.preparedQuery(settings).execute(values);
        return new PipelinedTransaction(connection.transaction(), Future.all(begin, set));
    }

    @Override
    public Future<Void> commit() {
        return begun.transform(settled -> {
            if (settled.succeeded()) {
                return delegate.commit();
            }
            return delegate.rollback().transform(ignored -> Future.failedFuture(settled.cause()));
        });
    }

    @Override
    public void commit(Handler<AsyncResult<Void>> handler) {
        commit().onComplete(handler);
    }

    @Override
    public Future<Void> rollback() {
        return delegate.rollback();
    }

    @Override
    public void rollback(Handler<AsyncResult<Void>> handler) {
        rollback().onComplete(handler);
    }

    @Override
    public void completion(Handler<AsyncResult<Void>> handler) {
        delegate.completion(handler);
    }

    @Override
    public Future<Void> completion() {
        return delegate.completion();
    }
}
