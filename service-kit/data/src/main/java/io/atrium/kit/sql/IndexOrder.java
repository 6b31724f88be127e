package io.atrium.kit.sql;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;

/**
 * Statements that read rows in the order of an index. By wrong statistics, PostgreSQL reads and sorts all rows where it
 * should read the first ones by an index. From the statement on, to the end of the transaction, it sorts only where no
 * index gives the order.
 */
final class IndexOrder {
    private static final String SETTING = "SET LOCAL enable_sort = off";

    private IndexOrder() {}

    /** The setting and the statement are sent together. */
    static Uni<RowSet<Row>> execute(SqlConnection connection, String sql, Tuple parameters) {
        return Uni.combine()
                .all()
                .unis(
                        connection.query(SETTING).execute(),
                        connection.preparedQuery(sql).execute(parameters))
                .with((set, rows) -> rows);
    }
}
