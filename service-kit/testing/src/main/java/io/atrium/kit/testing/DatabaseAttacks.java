package io.atrium.kit.testing;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Tries, as each role of a database, what no role may do. Every attempt has to be refused by PostgreSQL for want of a
 * privilege (SQLSTATE 42501), a refusal by row-level security included. What it did otherwise is rolled back.
 */
public final class DatabaseAttacks {

    private static final String INSUFFICIENT_PRIVILEGE = "42501";
    private static final String OWN = "00000000-0000-7000-8000-0000000000aa";
    private static final String OTHER = "00000000-0000-7000-8000-0000000000bb";

    private static final List<String> FOR_ALL = List.of(
            "SELECT lo_create(0)",
            "SELECT lo_creat(-1)",
            "SELECT lo_from_bytea(0, 'x')",
            "SELECT lo_import('/etc/passwd')",
            "SELECT pg_advisory_xact_lock(1)",
            "SELECT pg_advisory_lock(122550254464888)",
            "SELECT pg_try_advisory_lock(1, 2)",
            "SELECT pg_terminate_backend(pg_backend_pid())",
            "SELECT pg_logical_emit_message(false, 'a', 'b')",
            "SELECT pg_read_file('/etc/passwd')",
            "SELECT rolpassword FROM pg_authid",
            "COPY (SELECT 1) TO PROGRAM 'true'",
            "CREATE TABLE public.made (n integer)",
            "CREATE TABLE atrium.made (n integer)",
            "CREATE TEMPORARY TABLE made (n integer)",
            "CREATE FUNCTION public.made() RETURNS integer LANGUAGE sql AS 'SELECT 1'",
            "CREATE SCHEMA made",
            "DO $$ BEGIN PERFORM 1; END $$",
            "SET ROLE postgres",
            "SET ROLE ${database}_owner",
            "GRANT pg_read_all_data TO ${role}",
            "ALTER TABLE atrium.outbox DISABLE ROW LEVEL SECURITY",
            "ALTER TABLE atrium.outbox NO FORCE ROW LEVEL SECURITY",
            "TRUNCATE atrium.outbox",
            "UPDATE atrium.outbox SET topic = 'atrium.changes.v1'",
            "SELECT * FROM atrium.flyway_schema_history",
            "SELECT atrium.protect('atrium.outbox')",
            "SELECT atrium.publish_usage('${own}', 'user_accounts', '{}', 1)",
            message("atrium.changes.v1", "${other}", "'${other}'"),
            message("atrium.changes.v1", "${other}", "'${own}'"),
            message("atrium.changes.v1", "${own}", "NULL"),
            message("atrium.webhooks.v1", "${own}", "'${own}'"),
            message("atrium.signing-keys.v1", "${own}", "'${own}'"),
            "INSERT INTO atrium.outbox (seq, topic, message_key, type, organization_id) OVERRIDING SYSTEM VALUE "
                    + "VALUES (1, 'atrium.changes.v1', '${own}', 't', '${own}')",
            "INSERT INTO atrium.outbox (occurred_at, topic, message_key, type, organization_id) "
                    + "VALUES (now(), 'atrium.changes.v1', '${own}', 't', '${own}')");

    private static final List<String> FOR_ALL_BUT_RELAY = List.of(
            "SELECT * FROM atrium.outbox", "DELETE FROM atrium.outbox", "SELECT pg_try_advisory_lock(122550254464888)");

    private static final List<String> KINDS = List.of("app", "ingest", "relay", "worker", "platform");

    private DatabaseAttacks() {}

    /** What was not refused, one attempt a line. */
    public static List<String> notRefused(TestDatabase database) {
        List<String> successes = new ArrayList<>();
        for (String kind : KINDS) {
            successes.addAll(notRefused(database, kind, FOR_ALL));
            if (!kind.equals("relay")) {
                successes.addAll(notRefused(database, kind, FOR_ALL_BUT_RELAY));
            }
            for (String other : List.of("postgres", "template1", "identity", "tenant", "audit", "integration")) {
                if (!other.equals(database.name()) && connects(database, kind, other)) {
                    successes.add(kind + " connects to " + other);
                }
            }
        }
        return successes;
    }

    /**
     * Tries statements of a module's own as one role, in a transaction of one organization.
     *
     * @param statements SQL in which {@code ${own}} is that organization, {@code ${other}} another one, {@code ${role}}
     *     the role and {@code ${database}} the database
     */
    public static List<String> notRefused(TestDatabase database, String kind, List<String> statements) {
        List<String> successes = new ArrayList<>();
        try (Connection connection = database.connect(kind);
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("SELECT set_config('app.organization_id', '" + OWN + "', true), "
                    + "set_config('app.organization_ids', '" + OWN + "', true)");
            for (String template : statements) {
                String sql = template.replace("${own}", OWN)
                        .replace("${other}", OTHER)
                        .replace("${database}", database.name())
                        .replace("${role}", database.name() + "_" + kind);
                String outcome = outcome(connection, statement, sql);
                if (!outcome.equals(INSUFFICIENT_PRIVILEGE)) {
                    successes.add(kind + ": " + sql + ": " + outcome);
                }
            }
            connection.rollback();
        } catch (SQLException e) {
            throw new IllegalStateException("the role " + kind + " of " + database.name() + " cannot be tried", e);
        }
        return successes;
    }

    private static String outcome(Connection connection, Statement statement, String sql) throws SQLException {
        Savepoint before = connection.setSavepoint();
        try {
            statement.execute(sql);
            return "done";
        } catch (SQLException e) {
            return INSUFFICIENT_PRIVILEGE.equals(e.getSQLState())
                    ? INSUFFICIENT_PRIVILEGE
                    : String.valueOf(e.getMessage());
        } finally {
            connection.rollback(before);
        }
    }

    private static boolean connects(TestDatabase database, String kind, String other) {
        try (Connection connection = database.connect(kind, other)) {
            return connection.isValid(5);
        } catch (SQLException e) {
            return !INSUFFICIENT_PRIVILEGE.equals(e.getSQLState());
        }
    }

    private static String message(String topic, String key, String organization) {
        return "INSERT INTO atrium.outbox (topic, message_key, type, organization_id) VALUES ('%s', '%s', 't', %s)"
                .formatted(topic, key, organization);
    }
}
