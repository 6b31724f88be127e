package io.atrium.kit.testing;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What every table of tenants must have. Each query answers what breaks the rule. */
final class TenantTableRules {

    private static final Map<String, String> RULES = new LinkedHashMap<>();

    static {
        RULES.put("has no column organization_id uuid NOT NULL", """
                SELECT '' WHERE NOT EXISTS (SELECT FROM pg_attribute WHERE attrelid = ?::regclass
                  AND attname = 'organization_id' AND atttypid = 'uuid'::regtype AND attnotnull AND NOT attisdropped)""");
        RULES.put(
                "has no primary key",
                "SELECT '' WHERE NOT EXISTS (SELECT FROM pg_index WHERE indrelid = ?::regclass AND indisprimary)");
        RULES.put("has an index that organization_id does not lead:", """
                SELECT i.indexrelid::regclass::text FROM pg_index i
                JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_am am ON am.oid = c.relam
                LEFT JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0]
                WHERE i.indrelid = ?::regclass AND (i.indisunique OR am.amname IN ('btree', 'hash'))
                  AND a.attname IS DISTINCT FROM 'organization_id'""");
        RULES.put("has a foreign key that may cross organizations:", """
                SELECT k.conname FROM pg_constraint k
                WHERE k.contype = 'f' AND k.conrelid = ?::regclass AND k.conparentid = 0
                  AND EXISTS (SELECT FROM pg_attribute t WHERE t.attrelid = k.confrelid
                              AND t.attname = 'organization_id' AND NOT t.attisdropped)
                  AND NOT EXISTS (
                    SELECT FROM unnest(k.conkey, k.confkey) AS pair(mine, theirs)
                    JOIN pg_attribute m ON m.attrelid = k.conrelid AND m.attnum = pair.mine
                    JOIN pg_attribute t ON t.attrelid = k.confrelid AND t.attnum = pair.theirs
                    WHERE m.attname = 'organization_id' AND t.attname = 'organization_id')""");
        RULES.put(
                "lacks ENABLE ROW LEVEL SECURITY",
                "SELECT '' FROM pg_class WHERE oid = ?::regclass AND NOT relrowsecurity");
        RULES.put(
                "lacks FORCE ROW LEVEL SECURITY",
                "SELECT '' FROM pg_class WHERE oid = ?::regclass AND NOT relforcerowsecurity");
        RULES.put("can be updated but has no column version NOT NULL", """
                SELECT '' WHERE EXISTS (SELECT FROM pg_roles r WHERE r.rolname IN
                    (current_database() || '_app', current_database() || '_ingest')
                    AND has_any_column_privilege(r.oid, ?::regclass::oid, 'UPDATE'))
                  AND NOT EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = ?::regclass AND a.attname = 'version'
                    AND a.attnotnull AND NOT a.attisdropped)""");
    }

    private final Catalog catalog;
    private final PolicyRules policies;
    private final Set<String> shared;

    TenantTableRules(Catalog catalog, String database, Set<String> shared) {
        this.catalog = catalog;
        this.policies = new PolicyRules(catalog, database);
        this.shared = shared;
    }

    List<String> violations(String table) throws SQLException {
        List<String> violations = new ArrayList<>();
        if (isClosedPartition(table)) {
            return violations;
        }
        for (Map.Entry<String, String> rule : RULES.entrySet()) {
            for (String found : catalog.strings(rule.getValue(), table)) {
                violations.add((table + " " + rule.getKey() + " " + found).trim());
            }
        }
        policies.violations(table).forEach(violations::add);
        return violations;
    }

    /** A partition that nobody but the owner may touch is guarded by its parent, which is checked, or shared. */
    private boolean isClosedPartition(String table) throws SQLException {
        List<String> parents = catalog.strings("""
                SELECT format('%s.%s', n.nspname, p.relname) FROM pg_inherits i JOIN pg_class p ON p.oid = i.inhparent
                JOIN pg_namespace n ON n.oid = p.relnamespace
                JOIN pg_class c ON c.oid = i.inhrelid
                WHERE i.inhrelid = ?::regclass AND c.relispartition AND NOT EXISTS (
                  SELECT FROM aclexplode(c.relacl) acl WHERE acl.grantee <> c.relowner)""", table);
        return !parents.isEmpty() || shared.contains(table);
    }
}
