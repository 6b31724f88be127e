package io.atrium.kit.sql;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Rows that meet a filter, found by walking along one index. However few meet it, the database reads no more than a
 * bounded number of rows; the result says where the walk stopped, and the next page begins there.
 *
 * <p>The plan does not depend on statistics. The order is one that a single index gives for the base conditions, and
 * sorting is disabled for the rest of the transaction. So PostgreSQL reads that index in its order until the bound, or
 * until enough rows are found. The filter is evaluated on what was read, and is not looked up in an index. With an index on
 * {@code (organization_id, action, seq)} and the order {@code action DESC, seq DESC}, the base is a range of the last two
 * columns; with an equality the primary key {@code (organization_id, seq)} would give the order too:
 *
 * <pre>{@code
 * new SqlConditions()
 *     .and("organization_id = %s", organization)
 *     .and("(action, seq) < (%s, %s)", action, before)
 *     .and("(action, seq) > (%s, 0)", action)
 * }</pre>
 *
 * @param select {@code SELECT … FROM …}; the order and the filter use its columns
 * @param base the conditions that the index answers
 * @param order what stands behind ORDER BY
 * @param filter the other conditions
 * @param inBytes whether the walk is bounded in bytes too, those of the column {@value #BYTES} of {@code select}
 */
public record BoundedWalk(String select, SqlConditions base, String order, SqlConditions filter, boolean inBytes) {

    /** How many bytes of a row are read; an {@code integer}, not null. */
    public static final String BYTES = "walk_bytes";

    // Row by row: no part reads more of the part inside than it needs. The row behind the bound tells whether there is
    // one.
    private static final String FOUND = """
            WITH found AS (
              SELECT *
                FROM (SELECT counted.*,
                             coalesce(CASE WHEN %5$s THEN %4$s END, false) AS walk_meets,
                             walk_more AND CASE WHEN %5$s THEN %6$s ELSE false END AS walk_ends
                        FROM (SELECT base.*, row_number() OVER along AS walk_row,
                                     lead(true, 1, false) OVER along AS walk_more%7$s
                                FROM (%1$s WHERE %2$s ORDER BY %3$s LIMIT %8$s) base
                              WINDOW along AS (ORDER BY %3$s ROWS UNBOUNDED PRECEDING)) counted) walked
               WHERE walk_meets OR walk_ends
               ORDER BY %3$s
               LIMIT %9$s)
            """;

    private static final String SUMS =
            ", sum(%1$s) OVER along AS walk_sum, lead(%1$s, 1, 0) OVER along AS walk_next".formatted(BYTES);

    private static final String SHOWN = "SELECT %s, walk_meets, walk_ends FROM found %s ORDER BY %s";

    /**
     * Walks.
     *
     * @param most rows to find
     * @param columns what is read of each of them, of the columns of {@code found}
     * @param join what stands behind {@code FROM found}, for columns of another table; may be empty
     */
    public <T> Uni<Walked<T>> walk(
            SqlConnection connection, WalkBound bound, int most, String columns, String join, Function<Row, T> row) {
        return IndexOrder.execute(connection, sql(columns, join), parameters(bound, most))
                .map(rows -> walked(rows, row));
    }

    /** The parameters of {@link #parameters}, in their order. */
    private String sql(String columns, String join) {
        int given = base.values().size() + filter.values().size();
        String rows = "$" + (given + 1);
        String more = "$" + (given + 2);
        String most = "$" + (given + 3);
        String bytes = "$" + (given + 4);
        String looked = "walk_row <= " + rows;
        String last = "walk_row = " + rows;
        String found = FOUND.formatted(
                select,
                base.sql(0),
                order,
                filter.sql(base.values().size()),
                inBytes ? looked + " AND (walk_row = 1 OR walk_sum <= " + bytes + ")" : looked,
                inBytes ? "(" + last + " OR walk_sum + walk_next > " + bytes + ")" : last,
                inBytes ? SUMS : "",
                more,
                most);
        return found + SHOWN.formatted(columns, join, order);
    }

    private Tuple parameters(WalkBound bound, int most) {
        List<Object> values = new ArrayList<>(base.values());
        values.addAll(filter.values());
        values.addAll(bound.parameters(most, inBytes));
        return Tuple.from(values);
    }

    private static <T> Walked<T> walked(RowSet<Row> rows, Function<Row, T> map) {
        List<T> found = new ArrayList<>();
        for (Row row : rows) {
            T each = map.apply(row);
            if (row.getBoolean("walk_meets")) {
                found.add(each);
            }
            if (row.getBoolean("walk_ends")) {
                return new Walked<>(found, each);
            }
        }
        return new Walked<>(found, null);
    }
}
