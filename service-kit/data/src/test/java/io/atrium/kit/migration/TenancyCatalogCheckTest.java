package io.atrium.kit.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.atrium.kit.testing.DatabaseAttacks;
import io.atrium.kit.testing.TenancyCatalogCheck;
import io.atrium.kit.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TenancyCatalogCheckTest {

    private static final TestDatabase DATABASE = TestDatabase.of("audit");

    private static final String GOOD = """
            DROP TABLE IF EXISTS public.child, public.good CASCADE;
            CREATE TABLE public.good (organization_id uuid NOT NULL, id uuid NOT NULL, name text,
                version integer NOT NULL DEFAULT 0, PRIMARY KEY (organization_id, id));
            CREATE INDEX good_name ON public.good (organization_id, name);
            SELECT atrium.protect('public.good', ingest => true, platform => true);
            CREATE TABLE public.child (organization_id uuid NOT NULL, id uuid NOT NULL, good_id uuid,
                version integer NOT NULL DEFAULT 0, PRIMARY KEY (organization_id, id),
                FOREIGN KEY (organization_id, good_id) REFERENCES public.good (organization_id, id));
            SELECT atrium.protect('public.child');
            """;

    @BeforeAll
    static void migrate() {
        DATABASE.migrate();
    }

    @BeforeEach
    void makeGoodTables() throws SQLException {
        execute(GOOD);
    }

    @Test
    void shouldAcceptTablesOfTheContract() {
        assertThat(check()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        ALTER TABLE good NO FORCE ROW LEVEL SECURITY                   | public.good lacks FORCE
        ALTER TABLE good DISABLE ROW LEVEL SECURITY                    | public.good lacks ENABLE
        DROP POLICY tenant ON good                                     | public.good has no policy for audit_app
        DROP POLICY batch ON good                                      | public.good has no policy for audit_ingest
        ALTER POLICY tenant ON good USING (true)                       | another USING
        ALTER POLICY tenant ON good WITH CHECK (true)                  | another WITH CHECK
        CREATE POLICY more ON good TO audit_app USING (true)           | another USING
        ALTER TABLE good DROP CONSTRAINT good_pkey CASCADE; ALTER TABLE good ALTER organization_id DROP NOT NULL | organization_id uuid NOT NULL
        CREATE INDEX bad ON good (name)                                | does not lead: bad
        CREATE UNIQUE INDEX bad ON good (name, organization_id)        | does not lead: bad
        ALTER TABLE good ADD UNIQUE (id); ALTER TABLE child ADD CONSTRAINT bad FOREIGN KEY (good_id) REFERENCES good (id) | may cross organizations: bad
        ALTER TABLE good DROP COLUMN version                           | has no column version
        GRANT TRUNCATE ON good TO audit_app                            | audit_app has TRUNCATE on good
        GRANT UPDATE ON good TO audit_platform                         | can be written by audit_platform
        CREATE TABLE child2 (organization_id uuid, id int PRIMARY KEY); GRANT SELECT ON child2 TO audit_worker | worker: SELECT on table public.child2 is not declared
        GRANT UPDATE (name) ON good TO audit_platform                  | platform: UPDATE(name) on table public.good is not declared
        GRANT SELECT ON good TO audit_app WITH GRANT OPTION            | app: SELECT with grant option on table public.good is not declared
        REVOKE DELETE ON child FROM audit_app                          | app: DELETE on table public.child is declared in database-privileges.txt and not granted
        GRANT SELECT (name) ON good TO PUBLIC                          | everybody has SELECT on good.name
        GRANT SELECT ON good TO audit_relay                            | audit_relay may read public.good
        GRANT SELECT ON good TO PUBLIC                                 | everybody has SELECT on good
        CREATE VIEW good_view AS SELECT * FROM good                    | good_view is not security_invoker
        CREATE TABLE child2 (id int PRIMARY KEY)                       | public.child2 has no column organization_id
        """)
    void shouldRefuse(String damage, String violation) throws SQLException {
        execute(damage);
        try {
            assertThat(check()).anySatisfy(found -> assertThat(found).contains(violation));
        } finally {
            execute("DROP TABLE IF EXISTS child2; DROP VIEW IF EXISTS good_view");
        }
    }

    /** What the bootstrap script and the kit's migrations hold, undone afterwards. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        GRANT EXECUTE ON FUNCTION lo_create(oid) TO PUBLIC    | REVOKE EXECUTE ON FUNCTION lo_create(oid) FROM PUBLIC    | everybody may execute lo_create(oid)
        GRANT EXECUTE ON FUNCTION lo_create(oid) TO audit_app | REVOKE EXECUTE ON FUNCTION lo_create(oid) FROM audit_app | app: EXECUTE on function pg_catalog.lo_create(oid) is not declared
        GRANT EXECUTE ON FUNCTION pg_advisory_lock(bigint) TO PUBLIC | REVOKE EXECUTE ON FUNCTION pg_advisory_lock(bigint) FROM PUBLIC | everybody may execute pg_advisory_lock(bigint)
        GRANT CONNECT ON DATABASE postgres TO PUBLIC          | REVOKE CONNECT ON DATABASE postgres FROM PUBLIC          | audit_relay may connect to postgres
        GRANT CONNECT ON DATABASE identity TO audit_owner     | REVOKE CONNECT ON DATABASE identity FROM audit_owner     | audit_owner may connect to identity
        GRANT TEMPORARY ON DATABASE audit TO audit_worker     | REVOKE TEMPORARY ON DATABASE audit FROM audit_worker     | audit_worker may create schemas or temporary tables
        GRANT CREATE ON SCHEMA public TO audit_app            | REVOKE CREATE ON SCHEMA public FROM audit_app            | audit_app may create in the schema public
        GRANT USAGE ON SCHEMA atrium TO PUBLIC                | REVOKE USAGE ON SCHEMA atrium FROM PUBLIC                | everybody has USAGE on the schema atrium
        GRANT USAGE ON LANGUAGE plpgsql TO PUBLIC             | REVOKE USAGE ON LANGUAGE plpgsql FROM PUBLIC             | everybody may write code in plpgsql
        GRANT pg_read_all_data TO audit_app                   | REVOKE pg_read_all_data FROM audit_app                   | audit_app is a member of pg_read_all_data
        GRANT tenant_app TO audit_owner                       | REVOKE tenant_app FROM audit_owner                       | audit_owner is a member of tenant_app
        GRANT SET ON PARAMETER log_statement TO audit_app     | REVOKE SET ON PARAMETER log_statement FROM audit_app     | app: SET on parameter log_statement is not declared
        ALTER ROLE audit_app CONNECTION LIMIT -1              | ALTER ROLE audit_app CONNECTION LIMIT 64                 | audit_app may hold any number of connections
        ALTER ROLE audit_app SET statement_timeout = 0        | ALTER ROLE audit_app SET statement_timeout = '30s'       | audit_app has no statement_timeout
        ALTER ROLE audit_owner CREATEROLE                     | ALTER ROLE audit_owner NOCREATEROLE                      | audit_owner can administer the server
        ALTER TABLE atrium.outbox NO FORCE ROW LEVEL SECURITY | ALTER TABLE atrium.outbox FORCE ROW LEVEL SECURITY       | atrium.outbox can be touched by a role and lacks
        CREATE POLICY more ON atrium.outbox FOR INSERT TO audit_app WITH CHECK (true) | DROP POLICY more ON atrium.outbox | atrium.outbox has a policy for app over more than its organizations
        ALTER POLICY topics ON atrium.outbox TO audit_ingest  | ALTER POLICY topics ON atrium.outbox TO audit_app, audit_ingest | atrium.outbox lets app send to any topic
        CREATE POLICY more ON atrium.outbox AS RESTRICTIVE FOR INSERT TO audit_relay WITH CHECK (true); GRANT INSERT ON atrium.outbox TO audit_relay | REVOKE INSERT ON atrium.outbox FROM audit_relay; DROP POLICY more ON atrium.outbox | atrium.outbox lets relay send to any topic
        CREATE FUNCTION bad() RETURNS integer LANGUAGE sql AS 'SELECT 1'; GRANT EXECUTE ON FUNCTION bad() TO PUBLIC | DROP FUNCTION bad() | everybody may execute bad()
        CREATE FUNCTION bad() RETURNS integer LANGUAGE sql SECURITY DEFINER AS 'SELECT 1'; ALTER FUNCTION bad() OWNER TO audit_owner | DROP FUNCTION bad() | without a search_path that ends in pg_temp
        CREATE FUNCTION bad() RETURNS integer LANGUAGE sql SECURITY DEFINER SET search_path = public AS 'SELECT 1' | DROP FUNCTION bad() | without a search_path that ends in pg_temp
        CREATE FUNCTION bad() RETURNS integer LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS 'SELECT 1' | DROP FUNCTION bad() | is SECURITY DEFINER and not owned by the owner role
        CREATE FUNCTION bad() RETURNS integer LANGUAGE sql AS 'SELECT 1'; GRANT EXECUTE ON FUNCTION bad() TO audit_app | DROP FUNCTION bad() | app: EXECUTE on function public.bad() is not declared
        ALTER DEFAULT PRIVILEGES FOR ROLE audit_owner GRANT EXECUTE ON FUNCTIONS TO PUBLIC | ALTER DEFAULT PRIVILEGES FOR ROLE audit_owner REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC | everybody will be able to execute the functions that audit_owner makes
        """)
    void shouldRefuseWhatTheOperatorGrants(String damage, String undo, String violation) throws SQLException {
        executeAsSuperuser(damage);
        try {
            assertThat(check()).anySatisfy(found -> assertThat(found).contains(violation));
        } finally {
            executeAsSuperuser(undo);
        }
        assertThat(check()).isEmpty();
    }

    @Test
    void shouldRefuseEveryAttack() {
        assertThat(DatabaseAttacks.notRefused(DATABASE)).isEmpty();
    }

    @Test
    void shouldTellAnAttackThatSucceeds() {
        assertThat(DatabaseAttacks.notRefused(
                        DATABASE, "app", List.of("SELECT 1", "SELECT 1 / 0", "CREATE SCHEMA made")))
                .hasSize(2)
                .anySatisfy(found -> assertThat(found).isEqualTo("app: SELECT 1: done"))
                .anySatisfy(found -> assertThat(found).contains("division by zero"));
    }

    private static List<String> check() {
        return new TenancyCatalogCheck(DATABASE, Set.of()).violations();
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = DATABASE.connect("owner");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void executeAsSuperuser(String sql) throws SQLException {
        try (Connection connection = DATABASE.connectAsSuperuser();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
