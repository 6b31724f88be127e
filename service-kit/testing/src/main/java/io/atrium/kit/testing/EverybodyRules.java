package io.atrium.kit.testing;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What PUBLIC, and so every role, may not do; and what a function that works as its owner must be like. */
final class EverybodyRules {

    private static final List<String> RULES = List.of("""
            SELECT 'everybody has ' || acl.privilege_type || ' on ' || c.oid::regclass FROM pg_class c
            JOIN pg_namespace n ON n.oid = c.relnamespace, aclexplode(c.relacl) AS acl
            WHERE acl.grantee = 0 AND ${schemas}""", """
            SELECT 'everybody has ' || acl.privilege_type || ' on ' || c.oid::regclass || '.' || a.attname
            FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
            JOIN pg_namespace n ON n.oid = c.relnamespace, aclexplode(a.attacl) AS acl
            WHERE acl.grantee = 0 AND ${schemas}""", """
            SELECT 'everybody may execute ' || p.oid::regprocedure FROM pg_proc p
            JOIN pg_namespace n ON n.oid = p.pronamespace,
            aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) AS acl
            WHERE acl.grantee = 0 AND ${schemas}""", """
            SELECT 'everybody has ' || acl.privilege_type || ' on the schema ' || n.nspname
            FROM pg_namespace n, aclexplode(coalesce(n.nspacl, acldefault('n', n.nspowner))) AS acl
            WHERE acl.grantee = 0 AND ${schemas}""", """
            SELECT 'everybody has ' || acl.privilege_type || ' on the database ' || d.datname
            FROM pg_database d, aclexplode(coalesce(d.datacl, acldefault('d', d.datdba))) AS acl
            WHERE acl.grantee = 0 AND d.datallowconn""", """
            SELECT 'everybody may write code in ' || l.lanname
            FROM pg_language l, aclexplode(coalesce(l.lanacl, acldefault('l', l.lanowner))) AS acl
            WHERE acl.grantee = 0 AND l.lanpltrusted""", """
            SELECT 'everybody may execute ' || p.oid::regprocedure
            FROM pg_proc p, aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) AS acl
            WHERE acl.grantee = 0 AND p.pronamespace = 'pg_catalog'::regnamespace
              AND (p.proname ~ '^(lo_|pg_advisory_|pg_try_advisory_)'
                   OR p.proname IN ('loread', 'lowrite', 'pg_logical_emit_message', 'pg_cancel_backend',
                                    'pg_terminate_backend'))""", """
            SELECT 'everybody will be able to execute the functions that ' || o.rolname || ' makes' FROM pg_roles o
            WHERE o.rolname = current_database() || '_owner' AND NOT EXISTS (
              SELECT FROM pg_default_acl d WHERE d.defaclrole = o.oid AND d.defaclnamespace = 0
              AND d.defaclobjtype = 'f'
              AND NOT EXISTS (SELECT FROM aclexplode(d.defaclacl) acl WHERE acl.grantee = 0))""", """
            SELECT 'the function ' || p.oid::regprocedure || ' is SECURITY DEFINER without a search_path that ends in pg_temp'
            FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
            WHERE p.prosecdef AND ${schemas}
              AND NOT EXISTS (SELECT FROM unnest(p.proconfig) c WHERE c ~ '^search_path=.*\\mpg_temp$')""", """
            SELECT 'the function ' || p.oid::regprocedure || ' is SECURITY DEFINER and not owned by the owner role'
            FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
            WHERE p.prosecdef AND ${schemas} AND p.proowner::regrole::text <> current_database() || '_owner'""");

    private final Catalog catalog;

    EverybodyRules(Catalog catalog) {
        this.catalog = catalog;
    }

    List<String> violations() throws SQLException {
        List<String> violations = new ArrayList<>();
        for (String rule : RULES) {
            violations.addAll(catalog.strings(rule.replace("${schemas}", RoleRules.USER_SCHEMAS)));
        }
        return violations;
    }
}
