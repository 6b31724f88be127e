package io.atrium.kit.sql;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Rows that meet a filter among all rows of a range, when the range has no more than a bounded number of rows. For a list
 * in another order than that of the range's index, which a {@link BoundedWalk} cannot follow.
 *
 * @param select {@code SELECT … FROM …}; filter and orders use its columns
 * @param range the conditions that an index answers
 * @param rangeOrder the order of that index, which no other index gives
 * @param filter the other conditions
 * @param order what stands behind ORDER BY
 * @param inBytes whether the range is bounded in bytes too, those of the column {@value BoundedWalk#BYTES} of {@code
 *     select}
 */
public record BoundedRange(
        String select, SqlConditions range, String rangeOrder, SqlConditions filter, String order, boolean inBytes) {

    private static final String FOUND = """
            WITH found AS (
              SELECT *
                FROM (SELECT base.*, count(*) OVER () <= %6$s%7$s AS range_is_whole
                        FROM (%1$s WHERE %2$s ORDER BY %3$s LIMIT %8$s) base) counted
               WHERE CASE WHEN range_is_whole THEN %4$s ELSE true END
               ORDER BY %5$s
               LIMIT %9$s)
            """;

    private static final String SHOWN = "SELECT %s, range_is_whole FROM found %s ORDER BY %s";

    /**
     * Reads; empty when the range has more rows or bytes than the bound.
     *
     * @param most rows to find
     * @param columns what is read of each of them, of the columns of {@code found}
     * @param join what stands behind {@code FROM found}, for columns of another table; may be empty
     */
    public <T> Uni<Optional<List<T>>> list(
            SqlConnection connection, WalkBound bound, int most, String columns, String join, Function<Row, T> row) {
        return IndexOrder.execute(connection, sql(columns, join), parameters(bound, most))
                .map(rows -> isWhole(rows) ? Optional.of(SqlRows.all(rows, row)) : Optional.empty());
    }

    /** The parameters of {@link #parameters}, in their order. */
    private String sql(String columns, String join) {
        int given = range.values().size() + filter.values().size();
        String found = FOUND.formatted(
                select,
                range.sql(0),
                rangeOrder,
                filter.sql(range.values().size()),
                order,
                "$" + (given + 1),
                inBytes ? " AND sum(" + BoundedWalk.BYTES + ") OVER () <= $" + (given + 4) : "",
                "$" + (given + 2),
                "$" + (given + 3));
        return found + SHOWN.formatted(columns, join, order);
    }

    private Tuple parameters(WalkBound bound, int most) {
        List<Object> values = new ArrayList<>(range.values());
        values.addAll(filter.values());
        values.addAll(bound.parameters(most, inBytes));
        return Tuple.from(values);
    }

    private static boolean isWhole(RowSet<Row> rows) {
        return rows.size() == 0 || rows.iterator().next().getBoolean("range_is_whole");
    }
}
