package io.atrium.integration.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atrium.kit.testing.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The events of one table become the months of the event store and the inbox: from the schema that has landed (V030), with
 * events in every state. In a database of another service, which is empty here, and in transactions that are rolled back.
 */
class EventStoreMigrationTest {

    private static final TestDatabase DATABASE = TestDatabase.of("identity");
    private static final String ORGANIZATION = "00000000-0000-7000-8000-0000000000aa";
    private static final String RECENT = "now() - interval '10 days'";
    private static final String LONG_AGO = "now() - interval '400 days'";
    private static final UUID PROCESSED = UUID.randomUUID();
    private static final UUID DEAD = UUID.randomUUID();
    private static final UUID RETRY = UUID.randomUUID();
    private static final UUID PARKED = UUID.randomUUID();
    private static final UUID ANCIENT = UUID.randomUUID();
    private static final UUID STUCK = UUID.randomUUID();
    private static final UUID AHEAD = UUID.randomUUID();

    private Connection owner;

    @BeforeAll
    static void migrateWithEventsOfEveryState() throws SQLException {
        DATABASE.migrations().run(7, 30);
        try (Connection connection = DATABASE.connect("owner")) {
            connection
                    .createStatement()
                    .execute(event(PROCESSED, "PROCESSED", RECENT)
                            + event(DEAD, "DEAD", RECENT)
                            + event(RETRY, "RETRY", RECENT)
                            + event(PARKED, "PARKED", RECENT)
                            + event(ANCIENT, "PROCESSED", LONG_AGO)
                            + event(STUCK, "RETRY", LONG_AGO)
                            + event(AHEAD, "PROCESSED", "now() + interval '40 days'"));
        }
        DATABASE.migrations().run();
    }

    @BeforeEach
    void begin() throws SQLException {
        owner = DATABASE.connect("owner");
        owner.setAutoCommit(false);
    }

    @AfterEach
    void rollback() throws SQLException {
        owner.rollback();
        owner.close();
    }

    @Test
    void shouldKeepEveryEventWithItsPlaceInTheOrderOfArrival() throws SQLException {
        assertThat(strings(owner, "SELECT event_id FROM webhook_event ORDER BY sequence"))
                .containsExactlyElementsOf(Stream.of(PROCESSED, DEAD, RETRY, PARKED, ANCIENT, STUCK, AHEAD)
                        .map(UUID::toString)
                        .toList());

        execute(owner, event(UUID.randomUUID(), "PROCESSED", "now()"));

        assertThat(strings(owner, "SELECT max(sequence) FROM webhook_event")).containsExactly("8");
    }

    @Test
    void shouldPartWhatWaitsFromWhatHasEnded() throws SQLException {
        assertThat(strings(owner, "SELECT event_id FROM webhook_event_waiting ORDER BY sequence"))
                .containsExactly(RETRY.toString(), PARKED.toString(), STUCK.toString());
        assertThat(strings(owner, "SELECT event_id FROM webhook_event_ended_before ORDER BY sequence"))
                .containsExactly(PROCESSED.toString(), DEAD.toString(), ANCIENT.toString());
        assertThat(strings(owner, "SELECT count(*) FROM webhook_event_ended_default"))
                .containsExactly("0");
    }

    @Test
    void shouldKnowTheDuplicatesOfWhatWasStoredWithinTheRetention() throws SQLException {
        try (Connection consumer = connect("ingest")) {
            for (UUID known : List.of(PROCESSED, DEAD, RETRY, PARKED)) {
                assertThat(claimed(consumer, known)).isEmpty();
            }
            assertThat(claimed(consumer, ANCIENT)).hasSize(1);
        }
    }

    @Test
    void shouldReadAndReplayEventsFromBefore() throws SQLException {
        try (Connection app = connect("app")) {
            assertThat(strings(app, "SELECT state FROM webhook_event WHERE event_id = '" + DEAD + "'"))
                    .containsExactly("DEAD");

            execute(app, "UPDATE webhook_event SET state = 'RETRY' WHERE event_id = '" + DEAD + "'");

            try (Connection consumer = connect("ingest")) {
                app.commit();
                assertThat(strings(
                                consumer,
                                "UPDATE webhook_event SET state = 'DEAD', ended_at = now() WHERE event_id = '" + DEAD
                                        + "' AND state IN ('RETRY', 'PARKED') RETURNING old.ended_at IS NULL"))
                        .containsExactly("t");
                consumer.commit();
            }
            assertThat(strings(owner, "SELECT tableoid::regclass FROM webhook_event WHERE event_id = '" + DEAD + "'"))
                    .containsExactly("webhook_event_ended_before");
        }
    }

    @Test
    void shouldReachAPartitionThroughItsParentAlone() throws SQLException {
        for (String role : List.of("app", "ingest", "worker")) {
            for (String partition : strings(
                    owner,
                    "SELECT relname FROM pg_class WHERE relispartition AND relkind IN ('r', 'p')"
                            + " AND relname LIKE 'webhook%'")) {
                try (Connection connection = connect(role)) {
                    assertThatThrownBy(() -> strings(connection, "SELECT 1 FROM " + partition))
                            .as("%s %s", role, partition)
                            .hasMessageContaining("permission denied");
                }
            }
        }
    }

    @Test
    void shouldMakeTheMonthsToComeWhereOneIsMissing() throws SQLException {
        List<String> before = months();
        execute(owner, "DROP TABLE " + before.get(before.size() - 2));

        assertThat(strings(owner, "SELECT webhook_make_partitions()")).containsExactly("1");

        assertThat(months()).isEqualTo(before);
    }

    @Test
    void shouldDropAMonthAndKeepTheEventsThatWait() throws SQLException {
        strings(owner, "SELECT atrium.drop_partitions('webhook_event_ended', now() + interval '32 days')");

        assertThat(strings(owner, "SELECT event_id FROM webhook_event ORDER BY sequence"))
                .containsExactly(RETRY.toString(), PARKED.toString(), STUCK.toString(), AHEAD.toString());

        execute(owner, "UPDATE webhook_event SET state = 'PROCESSED' WHERE event_id = '" + STUCK + "'");
        assertThat(strings(owner, "SELECT event_id FROM webhook_event_ended_default"))
                .containsExactly(STUCK.toString());
        strings(owner, "SELECT * FROM webhook_drop_partitions('30 days', '30 days')");
        assertThat(strings(owner, "SELECT count(*) FROM webhook_event_ended_default"))
                .containsExactly("0");
    }

    @Test
    void shouldDropNoMonthOfEventsWithoutARetention() throws SQLException {
        List<String> before = months();

        assertThat(strings(
                        owner, "SELECT dropped IS NULL AND overdue = 0 FROM webhook_drop_partitions('30 days', NULL)"))
                .containsExactly("t");

        assertThat(months()).isEqualTo(before);
    }

    @Test
    void shouldTellHowManyEventsWaitLongerThanEventsAreKept() throws SQLException {
        assertThat(strings(owner, "SELECT overdue FROM webhook_drop_partitions('30 days', '60 days')"))
                .containsExactly("1");
    }

    @Test
    void shouldTakeAnEventForNewWhenTheInboxHasForgottenIt() throws SQLException {
        execute(owner, "INSERT INTO webhook_inbox VALUES ('" + ORGANIZATION + "', '" + ANCIENT + "', '2020-01-01')");
        assertThat(claimed(owner, ANCIENT)).isEmpty();

        strings(owner, "SELECT * FROM webhook_drop_partitions('30 days', NULL)");

        assertThat(claimed(owner, ANCIENT)).hasSize(1);
    }

    @Test
    void shouldRefuseARetentionThatTheTopicExceeds() {
        assertThatThrownBy(() -> strings(owner, "SELECT * FROM webhook_drop_partitions('6 days', NULL)"))
                .hasMessageContaining("7 days or more");
    }

    private List<String> months() throws SQLException {
        return strings(owner, "SELECT partition FROM atrium.partitions('webhook_event_ended') ORDER BY upper");
    }

    private static List<String> claimed(Connection connection, UUID event) throws SQLException {
        return strings(
                connection,
                "SELECT event_id FROM webhook_claim(ARRAY['" + ORGANIZATION + "'::uuid], ARRAY['" + event
                        + "'::uuid])");
    }

    private static String event(UUID id, String state, String received) {
        return "INSERT INTO webhook_event (organization_id, event_id, source, chain, provider_event_id, payload,"
                + " received_at, stored_at, state) VALUES ('" + ORGANIZATION + "', '" + id
                + "', 'user', 'user/usr_1', 'm', '{}', " + received + ", " + received + ", '" + state + "');";
    }

    private static Connection connect(String role) throws SQLException {
        Connection connection = DATABASE.connect(role);
        connection.setAutoCommit(false);
        execute(connection, "SET app.organization_id = '" + ORGANIZATION + "'");
        execute(connection, "SET app.organization_ids = '" + ORGANIZATION + "'");
        return connection;
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        connection.createStatement().execute(sql);
    }

    private static List<String> strings(Connection connection, String sql) throws SQLException {
        ResultSet rows = connection.createStatement().executeQuery(sql);
        List<String> found = new ArrayList<>();
        while (rows.next()) {
            found.add(rows.getString(1));
        }
        return found;
    }
}
