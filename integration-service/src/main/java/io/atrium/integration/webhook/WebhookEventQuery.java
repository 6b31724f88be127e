package io.atrium.integration.webhook;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/** A select over the event store, put together from the conditions of a request. */
final class WebhookEventQuery {

    private final String columns;
    private final List<String> conditions = new ArrayList<>();
    private final Tuple values = Tuple.tuple();

    WebhookEventQuery(String columns) {
        this.columns = columns;
    }

    /** @param condition SQL with a {@code %s} for each value, in their order */
    WebhookEventQuery and(String condition, Object... arguments) {
        Object[] numbers = new Object[arguments.length];
        for (int i = 0; i < arguments.length; i++) {
            numbers[i] = parameter(arguments[i]);
        }
        conditions.add(condition.formatted(numbers));
        return this;
    }

    private String parameter(Object value) {
        values.addValue(value instanceof Instant time ? time.atOffset(ZoneOffset.UTC) : value);
        return "$" + values.size();
    }

    /** The first rows in this order. */
    <T> Uni<List<T>> list(SqlConnection connection, String order, int most, Function<Row, T> row) {
        String where = conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions);
        String sql = "SELECT " + columns + " FROM webhook_event" + where + " ORDER BY " + order + " LIMIT "
                + parameter(most);
        return connection
                .preparedQuery(sql)
                .execute(values)
                .map(rows ->
                        StreamSupport.stream(rows.spliterator(), false).map(row).toList());
    }
}
