package io.atrium.kit.testing;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a schema consists of, but for the partitions, which depend on the day: they are there when a role reaches them.
 *
 * @param parts one a line: relations, columns, constraints, indexes, triggers, policies, functions and privileges
 */
record SchemaCatalog(Set<String> parts) {

    private static final String TABLES = """
            (SELECT c.oid, c.oid::regclass AS name, c.relkind FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
              WHERE n.nspname IN ('public', 'atrium') AND c.relkind IN ('r', 'p', 'v') AND NOT c.relispartition) t""";

    private static final List<String> QUERIES = List.of(
            """
            SELECT format('relation %s %s of %s, row security %s forced %s', t.name, t.relkind, c.relowner::regrole,
                          c.relrowsecurity, c.relforcerowsecurity)
              FROM ${tables} JOIN pg_class c USING (oid)""",
            """
            SELECT format('partition that can be reached: %s', c.oid::regclass) FROM pg_class c
             WHERE c.relispartition AND c.relkind IN ('r', 'p')
               AND (NOT c.relforcerowsecurity
                    OR EXISTS (SELECT FROM aclexplode(c.relacl) a WHERE a.grantee <> c.relowner)
                    OR EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attacl IS NOT NULL)
                    OR EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid))""",
            """
            SELECT format('grant on %s to %s: %s %s', object, grantee::regrole, privilege_type, is_grantable)
              FROM (SELECT oid::regclass::text, relacl FROM pg_class WHERE NOT relispartition
                    UNION ALL SELECT oid::regprocedure::text, coalesce(proacl, acldefault('f', proowner)) FROM pg_proc
                    UNION ALL SELECT oid::regnamespace::text, nspacl FROM pg_namespace
                    UNION ALL SELECT attrelid::regclass || '.' || attname, attacl FROM pg_attribute) g (object, acl),
                   aclexplode(acl)""",
            """
            SELECT format('column %s.%s %s %s default %s generated %s identity %s', t.name, a.attname,
                          format_type(a.atttypid, a.atttypmod), a.attnotnull,
                          pg_get_expr(d.adbin, d.adrelid), a.attgenerated, a.attidentity)
              FROM ${tables} JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped
              LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum""",
            "SELECT format('view %s %s', t.name, pg_get_viewdef(t.oid)) FROM ${tables} WHERE t.relkind = 'v'",
            """
            SELECT format('constraint on %s: %s %s', t.name, k.conname, pg_get_constraintdef(k.oid))
              FROM ${tables} JOIN pg_constraint k ON k.conrelid = t.oid""",
            "SELECT format('index %s', pg_get_indexdef(i.indexrelid)) FROM ${tables} JOIN pg_index i ON i.indrelid = t.oid",
            """
            SELECT format('trigger %s', pg_get_triggerdef(g.oid))
              FROM ${tables} JOIN pg_trigger g ON g.tgrelid = t.oid AND NOT g.tgisinternal""",
            """
            SELECT format('policy on %s: %s %s %s %s %s %s', t.name, p.polname, p.polcmd, p.polpermissive,
                          p.polroles::regrole[], pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid))
              FROM ${tables} JOIN pg_policy p ON p.polrelid = t.oid""",
            """
            SELECT format('of %s: %s', p.proowner::regrole, pg_get_functiondef(p.oid)) FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
             WHERE n.nspname IN ('public', 'atrium') AND p.prokind = 'f'""");

    SchemaCatalog {
        parts = Set.copyOf(parts);
    }

    static SchemaCatalog read(Connection owner) throws SQLException {
        Catalog catalog = new Catalog(owner);
        Set<String> parts = new TreeSet<>();
        for (String query : QUERIES) {
            parts.addAll(catalog.strings(query.replace("${tables}", TABLES)));
        }
        return new SchemaCatalog(parts);
    }
}
