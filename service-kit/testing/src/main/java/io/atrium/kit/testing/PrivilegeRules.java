package io.atrium.kit.testing;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Holds every privilege that a role was granted, on whatever object, against what is declared: no more, and no less. */
final class PrivilegeRules {

    /** Object and access control list of everything that has one; a column's is put together over its table. */
    private static final String GRANTS = """
            WITH acls (object, acl) AS (
              SELECT CASE WHEN d.datname = current_database() THEN 'database' ELSE 'database ' || d.datname END, d.datacl
                FROM pg_database d
              UNION ALL SELECT 'schema ' || nspname, nspacl FROM pg_namespace
              UNION ALL SELECT format('%s %s.%s', CASE c.relkind WHEN 'S' THEN 'sequence' WHEN 'v' THEN 'view'
                               WHEN 'm' THEN 'view' ELSE 'table' END, n.nspname, c.relname), c.relacl
                FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
              UNION ALL SELECT format('function %s.%s(%s)', n.nspname, p.proname,
                               (SELECT string_agg(format_type(t, NULL), ',' ORDER BY position)
                                  FROM unnest(p.proargtypes) WITH ORDINALITY AS u (t, position))), p.proacl
                FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
              UNION ALL SELECT 'type ' || format_type(oid, NULL), typacl FROM pg_type
              UNION ALL SELECT 'language ' || lanname, lanacl FROM pg_language
              UNION ALL SELECT 'large object ' || oid, lomacl FROM pg_largeobject_metadata
              UNION ALL SELECT 'foreign data wrapper ' || fdwname, fdwacl FROM pg_foreign_data_wrapper
              UNION ALL SELECT 'foreign server ' || srvname, srvacl FROM pg_foreign_server
              UNION ALL SELECT 'tablespace ' || spcname, spcacl FROM pg_tablespace
              UNION ALL SELECT 'parameter ' || parname, paracl FROM pg_parameter_acl
              UNION ALL SELECT 'future objects of ' || defaclrole::regrole, defaclacl FROM pg_default_acl),
            grants (object, grantee, privilege, is_grantable) AS (
              SELECT object, grantee, privilege_type, is_grantable FROM acls, aclexplode(acl)
              UNION ALL
              SELECT format('table %s.%s', n.nspname, c.relname), x.grantee,
                     format('%s(%s)', x.privilege_type, string_agg(a.attname, ',' ORDER BY a.attnum)), bool_or(x.is_grantable)
                FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
                JOIN pg_namespace n ON n.oid = c.relnamespace, aclexplode(a.attacl) AS x
               WHERE NOT a.attisdropped
               GROUP BY n.nspname, c.relname, x.grantee, x.privilege_type)
            SELECT substr(r.rolname, length(current_database()) + 2) || ': ' || g.privilege
                   || CASE WHEN g.is_grantable THEN ' with grant option' ELSE '' END || ' on ' || g.object
              FROM grants g JOIN pg_roles r ON r.oid = g.grantee
             WHERE r.rolname ~ ('^' || current_database() || '_(app|ingest|relay|worker|platform)$')""";

    /** Each role that may write into the outbox, with what its restrictive policies let through. */
    private static final String TOPICS = """
            SELECT substr(r.rolname, length(current_database()) + 2) || ' ' || coalesce(
                (SELECT string_agg(pg_get_expr(p.polwithcheck, p.polrelid), ' AND ') FROM pg_policy p
                  WHERE p.polrelid = c.oid AND NOT p.polpermissive AND p.polcmd IN ('a', '*')
                    AND (p.polroles = '{0}' OR r.oid = ANY (p.polroles))), 'anything')
              FROM pg_class c, pg_roles r
             WHERE c.oid = 'atrium.outbox'::regclass AND has_any_column_privilege(r.oid, c.oid, 'INSERT')
               AND r.rolname ~ ('^' || current_database() || '_(app|ingest|relay|worker|platform)$')""";

    private static final Pattern TOPIC_LIST = Pattern.compile("CASE topic\\s.*ELSE false\\s+END", Pattern.DOTALL);
    private static final Pattern TOPIC = Pattern.compile("WHEN '([^']+)'::text THEN");

    private final Catalog catalog;
    private final DeclaredPrivileges declared;

    PrivilegeRules(Catalog catalog, DeclaredPrivileges declared) {
        this.catalog = catalog;
        this.declared = declared;
    }

    List<String> violations() throws SQLException {
        List<String> violations = new ArrayList<>();
        Set<String> granted = new TreeSet<>(catalog.strings(GRANTS));
        for (String row : catalog.strings(TOPICS)) {
            int space = row.indexOf(' ');
            addTopics(row.substring(0, space), row.substring(space + 1).strip(), granted, violations);
        }
        for (String grant : granted) {
            if (!declared.entries().contains(grant)) {
                violations.add(grant + " is not declared in " + DeclaredPrivileges.RESOURCE);
            }
        }
        for (String missing : declared.without(granted)) {
            violations.add(missing + " is declared in " + DeclaredPrivileges.RESOURCE + " and not granted");
        }
        return violations;
    }

    private static void addTopics(String role, String check, Set<String> granted, List<String> violations) {
        if (!TOPIC_LIST.matcher(check).matches()) {
            violations.add("atrium.outbox lets " + role + " send to any topic: " + check);
            return;
        }
        Matcher topics = TOPIC.matcher(check);
        while (topics.find()) {
            granted.add(DeclaredPrivileges.entry(role, "SEND", "topic " + topics.group(1)));
        }
    }
}
