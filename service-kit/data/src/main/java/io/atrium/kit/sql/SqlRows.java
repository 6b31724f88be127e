package io.atrium.kit.sql;

import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Maps the rows of a result. */
public final class SqlRows {

    private SqlRows() {}

    /** One for each row, in their order. */
    public static <T> List<T> all(RowSet<Row> rows, Function<Row, T> each) {
        List<T> all = new ArrayList<>(rows.size());
        for (Row row : rows) {
            all.add(each.apply(row));
        }
        return all;
    }

    /** The first row's; empty when there is no row, or it makes null. */
    public static <T> Optional<T> first(RowSet<Row> rows, Function<Row, @Nullable T> each) {
        return rows.size() == 0
                ? Optional.empty()
                : Optional.ofNullable(each.apply(rows.iterator().next()));
    }

    /** A {@code timestamptz}, or null. */
    public static @Nullable Instant instant(Row row, String column) {
        OffsetDateTime time = row.getOffsetDateTime(column);
        return time == null ? null : time.toInstant();
    }
}
