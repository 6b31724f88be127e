package io.atrium.kit.testing;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What the roles of a service may not be, own or do, and what no view or function may give them. */
final class RoleRules {

    private static final String ROLES =
            "SELECT oid, rolname FROM pg_roles WHERE rolname ~ '^%s_(app|ingest|relay|worker|platform)$'";

    private static final String ALL_ROLES =
            "SELECT oid, rolname FROM pg_roles WHERE rolname ~ '^%s_(owner|app|ingest|relay|worker|platform)$'";

    static final String USER_SCHEMAS = "n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'";

    private static final List<String> RULES =
            List.of("""
            SELECT r.rolname || ' can bypass row-level security or administer the server' FROM roles JOIN pg_roles r
            USING (oid) WHERE r.rolsuper OR r.rolbypassrls OR r.rolcreaterole OR r.rolcreatedb OR r.rolreplication""", """
            SELECT r.rolname || ' can administer the server' FROM pg_roles r
            WHERE r.rolname = current_database() || '_owner'
              AND (r.rolsuper OR r.rolcreaterole OR r.rolcreatedb OR r.rolreplication)""", """
            SELECT r.rolname || ' may hold any number of connections' FROM pg_roles r
            WHERE r.oid IN (SELECT oid FROM all_roles) AND r.rolconnlimit < 0""", """
            SELECT r.rolname || ' has no ' || setting FROM roles r JOIN pg_roles USING (oid),
            unnest(ARRAY['statement_timeout', 'lock_timeout', 'idle_in_transaction_session_timeout']) AS setting
            WHERE NOT EXISTS (SELECT FROM unnest(pg_roles.rolconfig) c WHERE c ~ ('^' || setting || '=[1-9]'))""", """
            SELECT r.rolname || ' is a member of ' || m.roleid::regrole FROM all_roles r
            JOIN pg_auth_members m ON m.member = r.oid""", """
            SELECT r.rolname || ' may connect to ' || d.datname FROM all_roles r, pg_database d
            WHERE d.datname <> current_database() AND d.datallowconn AND has_database_privilege(r.oid, d.oid, 'CONNECT')""", """
            SELECT r.rolname || ' owns the large object ' || l.oid FROM roles r
            JOIN pg_largeobject_metadata l ON l.lomowner = r.oid""", """
            SELECT r.rolname || ' owns ' || c.oid::regclass FROM roles r JOIN pg_class c ON c.relowner = r.oid""", """
            SELECT r.rolname || ' owns ' || p.oid::regprocedure FROM roles r JOIN pg_proc p ON p.proowner = r.oid""", """
            SELECT r.rolname || ' owns the schema ' || n.nspname FROM roles r
            JOIN pg_namespace n ON n.nspowner = r.oid""", """
            SELECT r.rolname || ' may create in the schema ' || n.nspname FROM roles r, pg_namespace n
            WHERE has_schema_privilege(r.oid, n.oid, 'CREATE') AND ${schemas}""", """
            SELECT r.rolname || ' may create schemas or temporary tables' FROM roles r
            WHERE has_database_privilege(r.oid, current_database(), 'CREATE')
               OR has_database_privilege(r.oid, current_database(), 'TEMPORARY')""", """
            SELECT r.rolname || ' has ' || p || ' on ' || c.oid::regclass
            FROM roles r, unnest(ARRAY['TRUNCATE', 'REFERENCES', 'TRIGGER']) AS p, pg_class c
            JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind IN ('r', 'p', 'v', 'm') AND ${schemas} AND has_table_privilege(r.oid, c.oid, p)""", """
            SELECT 'the view ' || c.oid::regclass || ' is not security_invoker' FROM pg_class c
            JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind = 'v' AND ${schemas} AND NOT EXISTS (
              SELECT FROM pg_options_to_table(c.reloptions) o
              WHERE o.option_name = 'security_invoker' AND o.option_value IN ('true', 'on', '1'))""", """
            SELECT 'the materialized view ' || c.oid::regclass || ' can be read past row-level security'
            FROM roles r, pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind = 'm' AND ${schemas} AND has_table_privilege(r.oid, c.oid, 'SELECT')""");

    private final Catalog catalog;
    private final String database;
    private final Set<String> shared;

    RoleRules(Catalog catalog, String database, Set<String> shared) {
        this.catalog = catalog;
        this.database = database;
        this.shared = shared;
    }

    List<String> violations() throws SQLException {
        List<String> violations = new ArrayList<>();
        String roles = "WITH roles AS (" + String.format(ROLES, database) + "), all_roles AS ("
                + String.format(ALL_ROLES, database) + ") ";
        for (String rule : RULES) {
            violations.addAll(catalog.strings(roles + rule.replace("${schemas}", USER_SCHEMAS)));
        }
        violations.addAll(relayAndWorker());
        return violations;
    }

    /** These two see what is due and nothing of a tenant. */
    private List<String> relayAndWorker() throws SQLException {
        String query = """
                WITH roles AS (%s) SELECT r.rolname || ' may read ' || format('%%s.%%s', n.nspname, c.relname)
                FROM roles r, pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                WHERE r.rolname ~ '_(relay|worker)$' AND c.relkind IN ('r', 'p') AND %s
                  AND has_any_column_privilege(r.oid, c.oid, 'SELECT')""".formatted(String.format(ROLES, database), USER_SCHEMAS);
        return catalog.strings(query).stream()
                .filter(found -> shared.stream().noneMatch(table -> found.endsWith(" " + table)))
                .toList();
    }
}
