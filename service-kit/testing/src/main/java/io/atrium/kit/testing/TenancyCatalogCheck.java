package io.atrium.kit.testing;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Holds the catalogs of a migrated database against the rules of tenancy: every table belongs to one organization in
 * every respect, or stands on the short list of those that cannot, and no role but the owner sees past that. Each role
 * has the privileges that the module's {@code database-privileges.txt} declares, and no other on anything.
 */
public final class TenancyCatalogCheck {

    /** Tables of the kit that cannot belong to one organization, and Flyway's own. */
    private static final Set<String> KIT =
            Set.of("atrium.outbox", "atrium.flyway_schema_history", "public.flyway_schema_history");

    private final TestDatabase database;
    private final Set<String> shared;

    /**
     * @param database a migrated database
     * @param shared the tables without an organization, such as {@code public.signing_keys}
     */
    public TenancyCatalogCheck(TestDatabase database, Set<String> shared) {
        this.database = database;
        this.shared = new TreeSet<>(shared);
        this.shared.addAll(KIT);
    }

    /** Fails with every violation, one a line. */
    public void verify() {
        List<String> violations = violations();
        if (!violations.isEmpty()) {
            throw new AssertionError("The database " + database.name() + " breaks the rules of tenancy:\n  "
                    + String.join("\n  ", violations));
        }
    }

    /** Every violation as a sentence that begins with what it is about. */
    public List<String> violations() {
        List<String> violations = new ArrayList<>();
        try (Connection connection = database.connect("owner")) {
            Catalog catalog = new Catalog(connection);
            List<String> tables = catalog.strings("""
                    SELECT relation::text FROM (
                      SELECT format('%s.%s', n.nspname, c.relname) AS relation FROM pg_class c
                      JOIN pg_namespace n ON n.oid = c.relnamespace
                      WHERE c.relkind IN ('r', 'p') AND n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema')
                    ORDER BY 1""");
            TenantTableRules rules = new TenantTableRules(catalog, database.name(), shared);
            SharedTableRules sharedRules = new SharedTableRules(catalog);
            for (String table : tables) {
                violations.addAll(shared.contains(table) ? sharedRules.violations(table) : rules.violations(table));
            }
            // Flyway's history of the service is missing where a service has no migration yet.
            shared.stream()
                    .filter(table -> !tables.contains(table) && !KIT.contains(table))
                    .map(table -> table + " is on the list of shared tables but does not exist")
                    .forEach(violations::add);
            violations.addAll(new RoleRules(catalog, database.name(), shared).violations());
            violations.addAll(new EverybodyRules(catalog).violations());
            violations.addAll(new PrivilegeRules(catalog, DeclaredPrivileges.read()).violations());
        } catch (SQLException e) {
            throw new IllegalStateException("the catalogs of " + database.name() + " cannot be read", e);
        }
        return violations;
    }
}
