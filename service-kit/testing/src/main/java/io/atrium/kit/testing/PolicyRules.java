package io.atrium.kit.testing;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The policies of a table of tenants: both halves, in the one form of each role. */
final class PolicyRules {

    /** As PostgreSQL prints it; anything else is to be looked at by a person and added here. */
    static final String TENANT = """
            (organization_id = ( SELECT (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid \
            AS "nullif"))""";

    static final String BATCH = """
            (organization_id = ANY (( SELECT (string_to_array(NULLIF(current_setting('app.organization_ids'::text, true), \
            ''::text), ','::text))::uuid[] AS string_to_array)::uuid[]))""";

    private static final Map<String, String> FORMS = Map.of("app", TENANT, "ingest", BATCH);

    /** A restrictive policy only takes away: its form is free. */
    private static final String APPLIES =
            " FROM pg_policy p WHERE p.polrelid = ?::regclass AND p.polpermissive AND (p.polroles = '{0}' OR EXISTS ("
                    + "SELECT FROM pg_roles r WHERE r.oid = ANY (p.polroles) AND r.rolname = '%s'))";

    private final Catalog catalog;
    private final String database;

    PolicyRules(Catalog catalog, String database) {
        this.catalog = catalog;
        this.database = database;
    }

    List<String> violations(String table) throws SQLException {
        List<String> violations = new ArrayList<>();
        for (String kind : List.of("app", "ingest")) {
            String role = database + "_" + kind;
            if (mayTouch(role, table)) {
                violations.addAll(halves(table, role, kind));
            }
        }
        for (String kind : List.of("platform", "relay", "worker")) {
            String role = database + "_" + kind;
            for (String privilege : writes(role, table)) {
                violations.add(table + " can be written by " + role + ": " + privilege);
            }
        }
        return violations;
    }

    private List<String> halves(String table, String role, String kind) throws SQLException {
        List<String> violations = new ArrayList<>();
        String applies = String.format(APPLIES, role);
        if (catalog.strings("SELECT p.polname" + applies, table).isEmpty()) {
            violations.add(table + " has no policy for " + role);
        }
        String using =
                "SELECT coalesce(pg_get_expr(p.polqual, p.polrelid), 'nothing')" + applies + " AND p.polcmd <> 'a'";
        String check = "SELECT coalesce(pg_get_expr(p.polwithcheck, p.polrelid), 'nothing')" + applies
                + " AND p.polcmd IN ('*', 'a', 'w')";
        for (String found : catalog.strings(using, table)) {
            if (!FORMS.getOrDefault(kind, "").equals(found)) {
                violations.add(table + " has a policy for " + role + " with another USING: " + found);
            }
        }
        for (String found : catalog.strings(check, table)) {
            if (!FORMS.getOrDefault(kind, "").equals(found)) {
                violations.add(table + " has a policy for " + role + " with another WITH CHECK: " + found);
            }
        }
        return violations;
    }

    private boolean mayTouch(String role, String table) throws SQLException {
        return !catalog.strings(
                        "SELECT '' WHERE has_any_column_privilege('" + role
                                + "', ?, 'SELECT, INSERT, UPDATE') OR has_table_privilege('" + role + "', ?, 'DELETE')",
                        table)
                .isEmpty();
    }

    private List<String> writes(String role, String table) throws SQLException {
        return catalog.strings(
                "SELECT p FROM unnest(ARRAY['INSERT', 'UPDATE', 'DELETE']) AS p WHERE has_table_privilege('" + role
                        + "', ?, p)",
                table);
    }
}
