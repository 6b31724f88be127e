package io.atrium.kit.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.atrium.kit.testing.TenancyCatalogCheck;
import io.atrium.kit.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
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

    @BeforeEach
    void makeGoodTables() throws SQLException {
        DATABASE.migrate();
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

    private static List<String> check() {
        return new TenancyCatalogCheck(DATABASE, Set.of()).violations();
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = DATABASE.connect("owner");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
