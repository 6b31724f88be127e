package io.atrium.audit.trail;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.sqlclient.PreparedQuery;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/** Has every prepared statement executed a second time, to count the rows that PostgreSQL reads for it. */
final class ExplainedConnection {
    private final io.vertx.sqlclient.SqlConnection connection;
    private long rowsRead;
    private String plans = "";

    ExplainedConnection(io.vertx.sqlclient.SqlConnection connection) {
        this.connection = connection;
    }

    SqlConnection connection() {
        return SqlConnection.newInstance(proxy(io.vertx.sqlclient.SqlConnection.class, (self, method, arguments) -> {
            Object result = method.invoke(connection, arguments);
            return result instanceof PreparedQuery<?> query ? explained((String) arguments[0], query) : result;
        }));
    }

    /** Rows that scans of tables and indexes have read, those among them that a filter refused. */
    long rowsRead() {
        return rowsRead;
    }

    String plans() {
        return plans;
    }

    private Object explained(String sql, PreparedQuery<?> query) {
        return proxy(
                PreparedQuery.class,
                (self, method, arguments) -> method.getName().equals("execute") && arguments.length == 1
                        ? explain(sql, (Tuple) arguments[0]).compose(counted -> query.execute((Tuple) arguments[0]))
                        : method.invoke(query, arguments));
    }

    private Future<RowSet<Row>> explain(String sql, Tuple values) {
        return connection
                .preparedQuery("EXPLAIN (ANALYZE, FORMAT JSON) " + sql)
                .execute(values)
                .onSuccess(rows -> {
                    JsonArray plan = (JsonArray) rows.iterator().next().getValue(0);
                    plans += plan.encodePrettily();
                    count(plan.getJsonObject(0).getJsonObject("Plan"));
                });
    }

    private void count(JsonObject node) {
        if (node.containsKey("Relation Name")) {
            double rows = node.getDouble("Actual Rows")
                    + node.getDouble("Rows Removed by Filter", 0.0)
                    + node.getDouble("Rows Removed by Index Recheck", 0.0);
            rowsRead += Math.round(rows * node.getDouble("Actual Loops"));
        }
        JsonArray inside = node.getJsonArray("Plans", new JsonArray());
        inside.forEach(each -> count((JsonObject) each));
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, given) -> {
            try {
                return handler.invoke(self, method, given);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }));
    }
}
