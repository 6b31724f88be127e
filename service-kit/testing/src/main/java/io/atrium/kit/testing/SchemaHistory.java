package io.atrium.kit.testing;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Databases as every landed version left them, with rows, for a test that brings each to the newest version. The rows
 * are complete: each table has one, each column a value in one, and each value that a check lists is in one.
 *
 * <p>The rows and what is expected of them stand in the module's resource {@code schema-history.sql}
 * ({@link SchemaScript} says how a section begins). They belong to the organization <code>${organization}</code>.
 *
 * <ul>
 *   <li>{@code rows}: statements that the owner runs in the old database
 *   <li>{@code lost}, titled by a table: the condition of rows that a later migration removes, all without one
 *   <li>{@code changed}, titled by {@code table.column}: values that a later migration replaces
 *   <li>{@code expect}: a query of the new database, which answers true in every row, and one row at least
 *   <li>{@code change as app}: statements of a role, in a transaction of the organization, in the new database
 * </ul>
 */
public final class SchemaHistory {

    private final TestDatabase spare;
    private final NavigableMap<Integer, Integer> landed;
    private final Set<String> shared;
    private final String empty;
    private final String old;
    private @Nullable LandedVersion at;
    private @Nullable SchemaCatalog newest;

    /**
     * @param spare a database of another service, which no other test of the module uses
     * @param landed the versions of the service at which databases were left, each with the version of the kit that was
     *     the newest; every version after the last of them is taken for one more
     * @param shared the tables without an organization, as for {@link TenancyCatalogCheck}
     */
    public SchemaHistory(TestDatabase spare, Map<Integer, Integer> landed, Set<String> shared) {
        this.spare = spare;
        this.landed = new TreeMap<>(landed);
        this.shared = Set.copyOf(shared);
        this.empty = "empty_" + spare.name();
        this.old = "old_" + spare.name();
    }

    /** The oldest first. After the newest of the service come those in which the kit alone has moved on. */
    public List<LandedVersion> versions() {
        List<LandedVersion> versions = new ArrayList<>();
        landed.forEach((service, kit) -> versions.add(new LandedVersion(service, kit)));
        int kit = landed.lastEntry().getValue();
        for (int service : spare.migrations().serviceVersions()) {
            if (service > landed.lastKey()) {
                versions.add(new LandedVersion(service, kit));
            }
        }
        int service = versions.get(versions.size() - 1).service();
        spare.migrations().kitVersions().stream()
                .filter(version -> version > kit)
                .forEach(version -> versions.add(new LandedVersion(service, version)));
        return versions;
    }

    /** The database in the state of a version, with its rows. It replaces the one before. */
    public OldDatabase at(LandedVersion version) throws SQLException {
        SchemaCatalog catalog = newest();
        if (at == null || at.service() > version.service() || at.kit() > version.kit()) {
            copy(empty, old);
        }
        spare.migrations().in(TestDatabase.of(old).jdbcUrl()).run(version.kit(), version.service());
        at = version;
        copy(old, spare.name());
        return OldDatabase.of(spare, version, catalog);
    }

    private SchemaCatalog newest() throws SQLException {
        SchemaCatalog known = newest;
        if (known == null) {
            copy(spare.name(), empty);
            spare.migrations().run();
            new TenancyCatalogCheck(spare, shared).verify();
            try (Connection owner = spare.connect("owner")) {
                known = SchemaCatalog.read(owner);
            }
            newest = known;
        }
        return known;
    }

    /** With the privileges on the database itself, which no copy has. */
    private void copy(String from, String to) throws SQLException {
        try (Connection superuser = TestDatabase.of("postgres").connectAsSuperuser();
                Statement server = superuser.createStatement()) {
            server.execute("DROP DATABASE IF EXISTS " + to + " WITH (FORCE)");
            server.execute("CREATE DATABASE " + to + " TEMPLATE " + from);
            server.execute("REVOKE ALL ON DATABASE " + to + " FROM PUBLIC");
            if (!to.equals(empty)) {
                server.execute("ALTER DATABASE " + to + " OWNER TO " + spare.name() + "_owner");
                for (String kind : List.of("app", "ingest", "relay", "worker", "platform")) {
                    server.execute("GRANT CONNECT ON DATABASE " + to + " TO " + spare.name() + "_" + kind);
                }
            }
        }
    }
}
