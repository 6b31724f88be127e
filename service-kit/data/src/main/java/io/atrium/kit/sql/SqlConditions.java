package io.atrium.kit.sql;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The conditions of a request on one table, joined by AND. Conditions are SQL from code; values are parameters.
 *
 * <pre>{@code
 * new SqlConditions()
 *     .and("source = %s", source)
 *     .andIfGiven("received_at >= %s", since)
 *     .list(connection, "SELECT event_id, source FROM webhook_event", "received_at DESC", 20, Rows::summary);
 * }</pre>
 */
public final class SqlConditions {
    private final List<String> conditions = new ArrayList<>();
    private final List<Object> values = new ArrayList<>();

    /** Without a condition. */
    public SqlConditions() {}

    /** A copy of others. */
    public SqlConditions(SqlConditions others) {
        conditions.addAll(others.conditions);
        values.addAll(others.values);
    }

    /** @param condition with a {@code %s} for each value, in their order */
    public SqlConditions and(String condition, Object... of) {
        for (Object value : of) {
            values.add(value instanceof Instant time ? time.atOffset(ZoneOffset.UTC) : value);
        }
        conditions.add(condition);
        return this;
    }

    /** The condition, unless its value is null. */
    public SqlConditions andIfGiven(String condition, @Nullable Object value) {
        return value == null ? this : and(condition, value);
    }

    /**
     * The first rows that meet them.
     *
     * @param select {@code SELECT … FROM …}
     * @param order what stands behind ORDER BY
     * @param most rows
     */
    public <T> Uni<List<T>> list(
            SqlConnection connection, String select, String order, int most, Function<Row, T> row) {
        String where = isEmpty() ? "" : " WHERE " + sql(0);
        String sql = select + where + " ORDER BY " + order + " LIMIT $" + (values.size() + 1);
        return connection
                .preparedQuery(sql)
                .execute(Tuple.from(values).addInteger(most))
                .map(rows -> SqlRows.all(rows, row));
    }

    /** Whether nothing is restricted. */
    public boolean isEmpty() {
        return conditions.isEmpty();
    }

    /**
     * Their SQL; {@code true} without a condition.
     *
     * @param before how many parameters the statement has before theirs
     */
    String sql(int before) {
        if (conditions.isEmpty()) {
            return "true";
        }
        Object[] parameters = new Object[values.size()];
        for (int i = 0; i < parameters.length; i++) {
            parameters[i] = "$" + (before + i + 1);
        }
        return String.join(" AND ", conditions).formatted(parameters);
    }

    /** The values of the parameters, in order. */
    List<Object> values() {
        return List.copyOf(values);
    }
}
