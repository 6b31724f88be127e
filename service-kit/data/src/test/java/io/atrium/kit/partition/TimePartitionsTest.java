package io.atrium.kit.partition;

import static org.assertj.core.api.Assertions.assertThat;

import io.atrium.kit.testing.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** In transactions that are rolled back. */
class TimePartitionsTest {

    private static final TestDatabase DATABASE = TestDatabase.of("identity");
    private static final String MAKE =
            "SELECT atrium.make_partitions('public.happening', '%s', %d, '2026-11-28T23:30:00-05:00')";

    private Connection owner;

    @BeforeEach
    void begin() throws SQLException {
        owner = DATABASE.migrate().connect("owner");
        owner.setAutoCommit(false);
        execute("CREATE TABLE public.happening (organization_id uuid NOT NULL, at timestamptz NOT NULL,"
                + " PRIMARY KEY (organization_id, at)) PARTITION BY RANGE (at);"
                + " CREATE TABLE public.happening_default PARTITION OF public.happening DEFAULT;"
                + " SELECT atrium.protect('public.happening')");
    }

    @AfterEach
    void rollback() throws SQLException {
        owner.rollback();
        owner.close();
    }

    @Test
    void shouldMakeTheMonthsAheadOnce() throws SQLException {
        assertThat(strings(MAKE.formatted("month", 2)))
                .containsExactly("happening_2026_11", "happening_2026_12", "happening_2027_01");
        assertThat(strings(MAKE.formatted("month", 3))).containsExactly("happening_2027_02");
    }

    @Test
    void shouldMakeWeeksFromMondayInUtc() throws SQLException {
        assertThat(strings(MAKE.formatted("week", 1))).containsExactly("happening_2026_11_23", "happening_2026_11_30");
    }

    @Test
    void shouldMakeNoMonthThatAnotherPartitionHasAPartOf() throws SQLException {
        execute("CREATE TABLE public.happening_before PARTITION OF public.happening"
                + " FOR VALUES FROM (MINVALUE) TO ('2026-12-01 00:00:00+00')");

        assertThat(strings(MAKE.formatted("month", 1))).containsExactly("happening_2026_12");
    }

    @Test
    void shouldLeaveAMonthInTheDefaultPartitionThatHasItsRows() throws SQLException {
        execute("INSERT INTO public.happening VALUES (gen_random_uuid(), '2026-12-10T00:00:00Z')");

        assertThat(strings(MAKE.formatted("month", 2))).containsExactly("happening_2026_11", "happening_2027_01");
    }

    @Test
    void shouldCloseAPartitionToEveryRole() throws SQLException {
        strings(MAKE.formatted("month", 0));

        assertThat(strings("SELECT relrowsecurity AND relforcerowsecurity"
                        + " AND NOT EXISTS (SELECT FROM aclexplode(c.relacl) a WHERE a.grantee <> c.relowner)"
                        + " AND NOT EXISTS (SELECT FROM pg_policy WHERE polrelid = c.oid)"
                        + " FROM pg_class c WHERE relname = 'happening_2026_11'"))
                .containsExactly("t");
    }

    @Test
    void shouldTakeAwayWhatATableThatBecomesAPartitionWasOpenFor() throws SQLException {
        execute("SELECT atrium.close_partition('public.happening')");

        assertThat(strings("SELECT NOT EXISTS (SELECT FROM pg_policy WHERE polrelid = c.oid) AND NOT EXISTS"
                        + " (SELECT FROM aclexplode(c.relacl) a WHERE a.grantee <> c.relowner)"
                        + " FROM pg_class c WHERE relname = 'happening'"))
                .containsExactly("t");
    }

    @Test
    void shouldDropWhatHasEndedAndItsRowsInTheDefaultPartition() throws SQLException {
        strings(MAKE.formatted("month", 1));
        execute("INSERT INTO public.happening VALUES (gen_random_uuid(), '2026-11-10T00:00:00Z'),"
                + " (gen_random_uuid(), '2026-12-10T00:00:00Z'), (gen_random_uuid(), '2020-01-01T00:00:00Z')");

        assertThat(strings("SELECT atrium.drop_partitions('public.happening', '2026-12-31T23:59:59Z')"))
                .containsExactly("public.happening_2026_11");

        assertThat(strings("SELECT at AT TIME ZONE 'UTC' FROM public.happening"))
                .containsExactly("2026-12-10 00:00:00");
    }

    private void execute(String sql) throws SQLException {
        owner.createStatement().execute(sql);
    }

    private List<String> strings(String sql) throws SQLException {
        ResultSet rows = owner.createStatement().executeQuery(sql);
        List<String> found = new ArrayList<>();
        while (rows.next()) {
            found.add(rows.getString(1));
        }
        return found;
    }
}
