package io.atrium.kit.testing;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The rows of a database, table by table, as JSON. */
final class SchemaRows {

    private static final String TABLES = """
            SELECT format('%s.%s', n.nspname, c.relname) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
             WHERE n.nspname IN ('public', 'atrium') AND c.relkind IN ('r', 'p') AND NOT c.relispartition
               AND c.relname <> 'flyway_schema_history' ORDER BY 1""";

    private static final String COLUMNS = """
            SELECT attname FROM pg_attribute WHERE attrelid = to_regclass(?) AND attnum > 0 AND NOT attisdropped""";

    private static final String CHECKS =
            "SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = to_regclass(?) AND contype = 'c'";

    private static final Pattern ONE_OF = Pattern.compile("\\((\\w+) = ANY \\(ARRAY\\[(.*?)]\\)\\)");

    private final Catalog catalog;

    SchemaRows(Connection owner) {
        this.catalog = new Catalog(owner);
    }

    List<String> tables() throws SQLException {
        return catalog.strings(TABLES);
    }

    Set<String> columns(String table) throws SQLException {
        return new TreeSet<>(catalog.strings(COLUMNS, table));
    }

    /** @param condition SQL; empty: all */
    List<String> of(String table, String condition) throws SQLException {
        return catalog.strings(
                "SELECT to_jsonb(t)::text FROM " + table + " t" + (condition.isEmpty() ? "" : " WHERE " + condition));
    }

    /**
     * What no row shows: tables without one, columns without a value, and values that a column may have by its check
     * ({@code column IN (…)}).
     */
    List<String> untried() throws SQLException {
        List<String> untried = new ArrayList<>();
        for (String table : tables()) {
            if (of(table, "").isEmpty()) {
                untried.add(table + " has no row");
                continue;
            }
            List<String> shown = new ArrayList<>();
            for (String column : columns(table)) {
                shown.add(shows("bool_or(%s IS NOT NULL)".formatted(column), table + "." + column + " has no value"));
            }
            for (Map.Entry<String, List<String>> check : oneOf(table).entrySet()) {
                for (String value : check.getValue()) {
                    shown.add(shows(
                            "bool_or(%s = %s)".formatted(check.getKey(), value),
                            table + "." + check.getKey() + " is nowhere " + value));
                }
            }
            untried.addAll(catalog.strings(
                    "SELECT unnest(array_remove(ARRAY[" + String.join(", ", shown) + "], NULL)) FROM " + table));
        }
        return untried;
    }

    private static String shows(String aggregate, String otherwise) {
        return "CASE WHEN " + aggregate + " THEN NULL ELSE '" + otherwise.replace("'", "''") + "' END";
    }

    private Map<String, List<String>> oneOf(String table) throws SQLException {
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (String check : catalog.strings(CHECKS, table)) {
            Matcher list = ONE_OF.matcher(check);
            while (list.find()) {
                values.put(list.group(1), List.of(list.group(2).split(", ", -1)));
            }
        }
        return values;
    }

    /** Those of the given rows that a table does not hold, compared by all columns but the named ones. */
    List<String> missing(String table, List<String> rows, Set<String> ignored) throws SQLException {
        Connection owner = catalog.connection();
        try (PreparedStatement query = owner.prepareStatement(
                "SELECT o::jsonb - ? FROM unnest(?) o EXCEPT ALL" + " SELECT to_jsonb(t) - ? FROM " + table + " t")) {
            Array names = owner.createArrayOf("text", ignored.toArray());
            query.setArray(1, names);
            query.setArray(2, owner.createArrayOf("text", rows.toArray()));
            query.setArray(3, names);
            List<String> missing = new ArrayList<>();
            try (ResultSet result = query.executeQuery()) {
                while (result.next()) {
                    missing.add(result.getString(1));
                }
            }
            return missing;
        }
    }
}
