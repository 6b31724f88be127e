package io.atrium.kit.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** A database of a landed version with its rows, from a {@link SchemaHistory}. */
public final class OldDatabase {

    private static final String RESOURCE = "schema-history.sql";
    private static final String KIT_RESOURCE = "kit-schema-history.sql";

    /** Tables whose changes are records, with what their triggers call them. */
    private static final String CAPTURED = """
            SELECT DISTINCT split_part(encode(tgargs, 'escape'), '\\000', 1) FROM pg_trigger
             WHERE tgname = 'capture_change' AND NOT tgisinternal AND tgparentid = 0""";

    private static final String METERED = """
            SELECT DISTINCT split_part(encode(tgargs, 'escape'), '\\000', 1) FROM pg_trigger
             WHERE tgname = 'meter_insert' AND NOT tgisinternal AND tgparentid = 0""";

    private final TestDatabase database;
    private final LandedVersion version;
    private final SchemaCatalog newest;
    private final SchemaScript script;
    private final SchemaScript kit;
    private final Map<String, Table> tables;
    private final Map<String, List<String>> lost;

    private record Table(Set<String> columns, List<String> rows) {}

    private OldDatabase(
            TestDatabase database,
            LandedVersion version,
            SchemaCatalog newest,
            SchemaScript script,
            SchemaScript kit,
            Connection owner)
            throws SQLException {
        this.database = database;
        this.version = version;
        this.newest = newest;
        this.script = script;
        this.kit = kit;
        this.tables = new LinkedHashMap<>();
        this.lost = new LinkedHashMap<>();
        SchemaRows found = new SchemaRows(owner);
        for (String table : found.tables()) {
            tables.put(table, new Table(found.columns(table), found.of(table, "")));
        }
        for (SchemaScript.Section section : script.of("lost", version)) {
            lost.put(section.title(), found.of(section.title(), section.sql()));
        }
    }

    static OldDatabase of(TestDatabase database, LandedVersion version, SchemaCatalog newest) throws SQLException {
        SchemaScript kit = SchemaScript.read(KIT_RESOURCE);
        SchemaScript script = SchemaScript.read(RESOURCE);
        try (Connection owner = database.connect("owner")) {
            for (SchemaScript part : List.of(script, kit)) {
                for (SchemaScript.Section section : part.of("rows", version)) {
                    execute(owner, section.sql());
                }
            }
            assertThat(new SchemaRows(owner).untried())
                    .as("what the rows of %s do not show at %s", RESOURCE, version)
                    .isEmpty();
            return new OldDatabase(database, version, newest, script, kit, owner);
        }
    }

    /** Applies what has landed since, the kit's migrations first. */
    public void migrate() {
        database.migrations().run();
    }

    /**
     * Fails unless the schema is that of a new database, which {@link TenancyCatalogCheck} has passed, every row is there with the
     * values it had, and everything in the resource holds. At the end each captured or metered table has sent a record.
     */
    public void verify() throws SQLException {
        try (Connection owner = database.connect("owner")) {
            verifySchema(owner);
            verifyRows(owner);
            String mark =
                    String.join("", new Catalog(owner).strings("SELECT coalesce(max(seq), 0) FROM atrium.outbox"));
            follow(owner, kit);
            follow(owner, script);
            verifyRecords(owner, mark);
        }
    }

    private void verifySchema(Connection owner) throws SQLException {
        Set<String> parts = SchemaCatalog.read(owner).parts();
        assertThat(without(newest.parts(), parts))
                .as("missing of a new database's schema")
                .isEmpty();
        assertThat(without(parts, newest.parts()))
                .as("not in a new database's schema")
                .isEmpty();
    }

    private static Set<String> without(Set<String> these, Set<String> others) {
        Set<String> rest = new TreeSet<>(these);
        rest.removeAll(others);
        return rest;
    }

    private void verifyRows(Connection owner) throws SQLException {
        SchemaRows found = new SchemaRows(owner);
        for (Map.Entry<String, Table> entry : tables.entrySet()) {
            String name = entry.getKey();
            Table table = entry.getValue();
            List<String> gone = lost.getOrDefault(name, List.of());
            if (gone.equals(table.rows())) {
                continue;
            }
            Set<String> columns = found.columns(name);
            Set<String> ignored = without(columns, table.columns());
            ignored.addAll(without(table.columns(), columns));
            script.of("changed", version).stream()
                    .map(SchemaScript.Section::title)
                    .filter(column -> column.startsWith(name + "."))
                    .forEach(column -> ignored.add(column.substring(name.length() + 1)));
            assertThat(found.missing(name, table.rows(), ignored))
                    .as("rows of %s that are gone or changed", name)
                    .containsExactlyInAnyOrderElementsOf(found.missing(name, gone, ignored))
                    .hasSize(gone.size());
        }
    }

    private void follow(Connection owner, SchemaScript script) throws SQLException {
        for (SchemaScript.Section section : script.sections()) {
            if (section.kind().equals("expect") && section.holdsFor(version)) {
                verify(owner, section);
            } else if (section.kind().startsWith("change as ") && section.holdsFor(version)) {
                change(section);
            }
        }
    }

    private static void verify(Connection owner, SchemaScript.Section expectation) throws SQLException {
        assertThat(new Catalog(owner).strings(expectation.sql()))
                .as(expectation.title())
                .isNotEmpty()
                .allMatch("t"::equals);
    }

    private void change(SchemaScript.Section change) throws SQLException {
        try (Connection role = database.connect(change.kind().substring("change as ".length()))) {
            execute(role, "SET app.organization_id = '" + SchemaScript.ORGANIZATION + "'");
            execute(role, "SET app.organization_ids = '" + SchemaScript.ORGANIZATION + "'");
            execute(role, change.sql());
        }
    }

    private static void verifyRecords(Connection owner, String mark) throws SQLException {
        Catalog catalog = new Catalog(owner);
        String since = " FROM atrium.outbox WHERE seq > " + mark + " AND topic = ";
        assertThat(catalog.strings("SELECT DISTINCT data ->> 'resource_type'" + since + "'atrium.changes.v1'"))
                .as("tables whose changes were told")
                .containsAll(catalog.strings(CAPTURED));
        assertThat(catalog.strings("SELECT DISTINCT data ->> 'metric'" + since + "'atrium.usage.v1'"))
                .as("metrics that were told")
                .containsAll(catalog.strings(METERED));
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
