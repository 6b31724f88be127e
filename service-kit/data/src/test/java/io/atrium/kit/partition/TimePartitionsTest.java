package io.atrium.kit.partition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atrium.kit.testing.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** In transactions that are rolled back, or whose table is dropped. */
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

    /** A search holds the table for longer than an insert of a consumer waits for a lock. */
    @Test
    void shouldKeepNoInsertWaitingWhileASearchHoldsTheTable() throws Exception {
        // Given
        execute("INSERT INTO public.happening VALUES (gen_random_uuid(), '2026-12-10T00:00:00Z')");
        strings(MAKE.formatted("month", 0));
        owner.commit();
        ExecutorService upkeep = Executors.newSingleThreadExecutor();
        try (Connection search = DATABASE.connect("owner");
                Connection consumer = DATABASE.connect("owner")) {
            search.setAutoCommit(false);
            search.createStatement().executeQuery("SELECT count(*) FROM public.happening");
            consumer.createStatement().execute("SET lock_timeout = '1s'");

            // When
            Future<List<String>> dropped = upkeep.submit(
                    () -> strings("SELECT atrium.drop_partitions('public.happening', '2027-01-01T00:00:00Z')"));
            int inserted = 0;
            while (!dropped.isDone()) {
                consumer.createStatement()
                        .execute("INSERT INTO public.happening VALUES (gen_random_uuid(), '2026-11-20T00:00:00Z')");
                inserted++;
            }

            // Then
            assertThat(inserted).isPositive();
            assertThatThrownBy(dropped::get).hasMessageContaining("no lock in 8 tries");
        } finally {
            upkeep.shutdown();
            owner.rollback();
            execute("DROP TABLE public.happening");
            owner.commit();
        }
    }

    @Test
    void shouldNotTryAgainWhileItHoldsAnExclusiveLock() throws SQLException {
        // Given
        strings(MAKE.formatted("month", 1));
        owner.commit();
        try (Connection search = DATABASE.connect("owner")) {
            search.setAutoCommit(false);
            search.createStatement().executeQuery("SELECT count(*) FROM public.happening_2026_12");
            execute("LOCK TABLE public.happening_2026_11 IN ACCESS EXCLUSIVE MODE");
            long began = System.nanoTime();

            // When
            List<String> dropped = strings("SELECT atrium.drop_partitions('public.happening', '2027-06-01T00:00:00Z')");

            // Then
            assertThat(dropped).containsExactly("public.happening_2026_11");
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(2));
        } finally {
            owner.rollback();
            execute("DROP TABLE public.happening");
            owner.commit();
        }
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
