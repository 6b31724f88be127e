package io.atrium.kit.tenancy;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.sqlclient.PreparedQuery;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.SqlResult;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collector;

/**
 * A statement in a read-only transaction of its own: {@code BEGIN READ ONLY}, the scope's settings, the statement and
 * {@code COMMIT} go out together and cost one round trip. The server answers in order. When the settings fail, the
 * statement fails with them; when the statement fails, the {@code COMMIT} ends the transaction all the same.
 *
 * <p>To PostgreSQL's READ COMMITTED it makes no difference whether two statements share a transaction: each sees what
 * was committed when it began.
 */
final class ReadStatement<T> implements PreparedQuery<T> {

    private final SqlConnection connection;
    private final TenantScope scope;
    private final PreparedQuery<T> query;

    ReadStatement(SqlConnection connection, TenantScope scope, PreparedQuery<T> query) {
        this.connection = connection;
        this.scope = scope;
        this.query = query;
    }

    @Override
    public Future<T> execute(Tuple values) {
        return inTransaction(() -> query.execute(values));
    }

    @Override
    public Future<T> execute() {
        return inTransaction(query::execute);
    }

    @Override
    public Future<T> executeBatch(List<Tuple> batch) {
        return inTransaction(() -> query.executeBatch(batch));
    }

    /** What comes out is there when the transaction has ended: nothing of it is under way on a pooled connection. */
    private Future<T> inTransaction(Supplier<Future<T>> statement) {
        Future<?> begun = connection.query("BEGIN READ ONLY").execute();
        Future<?> set = connection.preparedQuery(TenantScope.SETTINGS).execute(scope.settings());
        Future<T> result = sent(statement);
        Future<?> ended = connection.query("COMMIT").execute();
        return Future.all(begun, set)
                .transform(scoped ->
                        ended.transform(any -> scoped.succeeded() ? result : Future.failedFuture(scoped.cause())));
    }

    /** Whatever becomes of the statement, the COMMIT goes out: an open transaction never gets back into the pool. */
    private static <T> Future<T> sent(Supplier<Future<T>> statement) {
        try {
            return statement.get();
        } catch (RuntimeException e) {
            return Future.failedFuture(e);
        }
    }

    @Override
    public void execute(Tuple values, Handler<AsyncResult<T>> handler) {
        execute(values).onComplete(handler);
    }

    @Override
    public void execute(Handler<AsyncResult<T>> handler) {
        execute().onComplete(handler);
    }

    @Override
    public void executeBatch(List<Tuple> batch, Handler<AsyncResult<T>> handler) {
        executeBatch(batch).onComplete(handler);
    }

    @Override
    public <R> PreparedQuery<SqlResult<R>> collecting(Collector<Row, ?, R> collector) {
        return new ReadStatement<>(connection, scope, query.collecting(collector));
    }

    @Override
    public <U> PreparedQuery<RowSet<U>> mapping(Function<Row, U> mapper) {
        return new ReadStatement<>(connection, scope, query.mapping(mapper));
    }
}
