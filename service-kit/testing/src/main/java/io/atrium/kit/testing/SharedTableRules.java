package io.atrium.kit.testing;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What holds for a table that cannot belong to one organization as soon as a role may touch it: its rows are protected
 * all the same. Where that cannot be, no role has a privilege on the table, and functions of the owner's work on it.
 */
final class SharedTableRules {

    /** A message of no organization belongs to the platform organization. */
    private static final String TENANT_OR_PLATFORM = """
            (COALESCE(organization_id, '00000000-0000-7000-8000-000000000001'::uuid) = \
            ( SELECT (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid AS "nullif"))""";

    /** In transactions of the platform organization alone. */
    private static final String PLATFORM = """
            (( SELECT (NULLIF(current_setting('app.organization_id'::text, true), ''::text))::uuid AS "nullif") = \
            '00000000-0000-7000-8000-000000000001'::uuid)""";

    private static final Map<String, Set<String>> FORMS = Map.of(
            "app", Set.of(PolicyRules.TENANT, TENANT_OR_PLATFORM, PLATFORM), "ingest", Set.of(PolicyRules.BATCH));

    private static final String TOUCHED = """
            SELECT format('%s.%s', n.nspname, c.relname) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
             WHERE c.oid = ?::regclass AND NOT (c.relrowsecurity AND c.relforcerowsecurity) AND EXISTS (
               SELECT FROM pg_roles r
                WHERE r.rolname ~ ('^' || current_database() || '_(app|ingest|relay|worker|platform)$')
                  AND (has_any_column_privilege(r.oid, c.oid, 'SELECT, INSERT, UPDATE, REFERENCES')
                       OR has_table_privilege(r.oid, c.oid, 'DELETE, TRUNCATE, TRIGGER')))""";

    private static final String EXPRESSIONS = """
            SELECT expression FROM pg_policy p JOIN pg_roles r ON p.polroles = '{0}' OR r.oid = ANY (p.polroles),
            unnest(ARRAY[pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid)]) AS expression
             WHERE p.polrelid = ?::regclass AND p.polpermissive AND expression IS NOT NULL
               AND r.rolname = current_database() || '_%s'""";

    private final Catalog catalog;

    SharedTableRules(Catalog catalog) {
        this.catalog = catalog;
    }

    List<String> violations(String table) throws SQLException {
        List<String> violations = new ArrayList<>();
        if (!catalog.strings(TOUCHED, table).isEmpty()) {
            violations.add(table + " can be touched by a role and lacks ENABLE or FORCE ROW LEVEL SECURITY");
        }
        for (Map.Entry<String, Set<String>> form : FORMS.entrySet()) {
            for (String found : catalog.strings(EXPRESSIONS.formatted(form.getKey()), table)) {
                if (!form.getValue().contains(found)) {
                    violations.add(table + " has a policy for " + form.getKey() + " over more than its organizations: "
                            + found);
                }
            }
        }
        return violations;
    }
}
