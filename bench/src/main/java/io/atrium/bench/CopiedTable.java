package io.atrium.bench;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A table with the columns, checks and indexes of a service's table, and without its partitions, policies and triggers; and
 * the rows of some organizations in the service's table. Columns that the database itself fills (a sequence, the clock) are
 * not among their values.
 */
final class CopiedTable {

    private static final String ORGANIZATION = "organization_id";

    private final String name;
    private final List<Column> columns;
    private final List<@Nullable Object[]> rows;

    private CopiedTable(String name, List<Column> columns, List<@Nullable Object[]> rows) {
        this.name = name;
        this.columns = columns;
        this.rows = rows;
    }

    private record Column(String name, String type) {

        /** Documents are sent as texts: only those of texts have a binary form in the driver. */
        String sentAs() {
            return type.startsWith("json") ? "text" : type;
        }

        @Nullable
        Object value(ResultSet row, int number) throws SQLException {
            return switch (type) {
                case "bytea" -> row.getBytes(number);
                case "bool", "int4", "int8", "float8" -> row.getObject(number);
                default -> row.getString(number);
            };
        }

        @Nullable
        Object[] array(int size) {
            return switch (type) {
                case "bytea" -> new byte[size][];
                case "bool" -> new Boolean[size];
                case "int4" -> new Integer[size];
                case "int8" -> new Long[size];
                case "float8" -> new Double[size];
                default -> new String[size];
            };
        }
    }

    /** Makes the copy, and reads the rows in the order in which they lie in the service's table. */
    static CopiedTable of(Connection connection, String table, List<UUID> organizations) throws SQLException {
        String name = "bench_" + table.substring(table.indexOf('.') + 1);
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE %s (LIKE %s INCLUDING ALL)".formatted(name, table));
        }
        List<Column> columns = columns(connection, table);
        return new CopiedTable(name, columns, rows(connection, table, columns, organizations));
    }

    private static List<Column> columns(Connection connection, String table) throws SQLException {
        try (PreparedStatement catalog = connection.prepareStatement("""
                SELECT a.attname, t.typname
                  FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid
                  LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
                 WHERE a.attrelid = ?::regclass AND a.attnum > 0 AND NOT a.attisdropped AND a.attidentity = ''
                   AND a.attgenerated = ''
                   AND coalesce(pg_get_expr(d.adbin, d.adrelid), '') NOT IN ('clock_timestamp()', 'now()')
                 ORDER BY a.attnum""")) {
            catalog.setString(1, table);
            List<Column> columns = new ArrayList<>();
            try (ResultSet found = catalog.executeQuery()) {
                while (found.next()) {
                    columns.add(new Column(found.getString(1), found.getString(2)));
                }
            }
            return columns;
        }
    }

    private static List<@Nullable Object[]> rows(
            Connection connection, String table, List<Column> columns, List<UUID> organizations) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT %s FROM %s WHERE %s = ANY (?) ORDER BY tableoid, ctid"
                        .formatted(names(columns), table, ORGANIZATION))) {
            select.setArray(1, connection.createArrayOf("uuid", organizations.toArray(UUID[]::new)));
            List<@Nullable Object[]> rows = new ArrayList<>();
            try (ResultSet found = select.executeQuery()) {
                while (found.next()) {
                    Object[] row = new Object[columns.size()];
                    for (int i = 0; i < row.length; i++) {
                        row[i] = columns.get(i).value(found, i + 1);
                    }
                    rows.add(row);
                }
            }
            return rows;
        }
    }

    private static String names(List<Column> columns) {
        return columns.stream().map(Column::name).collect(Collectors.joining(", "));
    }

    int size() {
        return rows.size();
    }

    /** An INSERT of as many arrays as there are columns. */
    String insert() {
        return "INSERT INTO %s (%s) SELECT %s FROM unnest(%s) AS r (%s)"
                .formatted(
                        name,
                        names(columns),
                        columns.stream()
                                .map(each -> each.name() + "::" + each.type())
                                .collect(Collectors.joining(", ")),
                        columns.stream()
                                .map(each -> "?::" + each.sentAs() + "[]")
                                .collect(Collectors.joining(", ")),
                        names(columns));
    }

    /** The values of some of the rows, column by column, each row of another organization than it came from. */
    List<Array> values(Connection connection, int from, int to, UnaryOperator<String> organization)
            throws SQLException {
        List<Array> values = new ArrayList<>(columns.size());
        for (int c = 0; c < columns.size(); c++) {
            Column column = columns.get(c);
            @Nullable Object[] array = column.array(to - from);
            for (int r = from; r < to; r++) {
                Object value = rows.get(r)[c];
                array[r - from] = column.name().equals(ORGANIZATION) ? organization.apply((String) value) : value;
            }
            values.add(connection.createArrayOf(column.sentAs(), array));
        }
        return values;
    }
}
