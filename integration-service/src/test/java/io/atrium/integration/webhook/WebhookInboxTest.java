package io.atrium.integration.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atrium.kit.testing.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is a duplicate, whatever month a delivery falls into. */
class WebhookInboxTest {

    private static final TestDatabase DATABASE = TestDatabase.of("integration").migrate();
    private static final OffsetDateTime NOW = OffsetDateTime.now(ZoneOffset.UTC);
    private static final OffsetDateTime END_OF_MONTH =
            NOW.truncatedTo(ChronoUnit.DAYS).withDayOfMonth(1).plusMonths(1);

    private final UUID organization = UUID.randomUUID();
    private final UUID event = UUID.randomUUID();
    /** Answers which of events of organizations are new at a time. */
    String claim() {
        return "SELECT event_id FROM webhook_claim(?::uuid[], ?::uuid[], ?)";
    }

    @Test
    void shouldKnowAnEventOfAnotherMonth() throws SQLException {
        try (Connection consumer = consumer()) {
            assertThat(claim(consumer, NOW, event)).containsExactly(event);
            consumer.commit();
        }

        try (Connection consumer = consumer()) {
            UUID other = UUID.randomUUID();
            assertThat(claim(consumer, NOW.plusDays(32), other, event)).containsExactly(other);
        }
    }

    @Test
    void shouldClaimAnEventOnceHoweverOftenItIsInABatch() throws SQLException {
        try (Connection consumer = consumer()) {
            assertThat(claim(consumer, END_OF_MONTH, event, event)).containsExactly(event);
        }
    }

    @ParameterizedTest
    @CsvSource({"-1, 1", "1, -1", "-3599, 3599", "-3601, -3599", "3599, 3601", "-1, 3601"})
    void shouldStoreOneOfTwoDeliveriesAroundTheEndOfAMonth(long first, long second) throws Exception {
        try (Connection one = consumer();
                Connection other = consumer()) {
            assertThat(claim(one, END_OF_MONTH.plusSeconds(first), event)).containsExactly(event);
            CompletableFuture<List<UUID>> waiting =
                    CompletableFuture.supplyAsync(() -> claimed(other, END_OF_MONTH.plusSeconds(second)));
            awaitLock(other);

            one.commit();

            assertThat(waiting.get()).isEmpty();
        }
    }

    @Test
    void shouldStoreTheOtherDeliveryWhenTheFirstOneIsRolledBack() throws Exception {
        try (Connection one = consumer();
                Connection other = consumer()) {
            claim(one, END_OF_MONTH.minusSeconds(1), event);
            CompletableFuture<List<UUID>> waiting =
                    CompletableFuture.supplyAsync(() -> claimed(other, END_OF_MONTH.plusSeconds(1)));
            awaitLock(other);

            one.rollback();

            assertThat(waiting.get()).containsExactly(event);
        }
    }

    @Test
    void shouldHaveAPlaceForAMonthThatNobodyHasMade() throws SQLException {
        try (Connection consumer = consumer()) {
            assertThat(claim(consumer, NOW.plusYears(5), event)).containsExactly(event);
            assertThat(claim(consumer, NOW.plusYears(5).plusDays(32), event)).isEmpty();
        }
    }

    @Test
    void shouldRefuseToClaimForAnotherOrganization() throws SQLException {
        try (Connection consumer = consumer()) {
            set(consumer, UUID.randomUUID());

            assertThatThrownBy(() -> claim(consumer, NOW, event))
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            refusal -> assertThat(refusal.getSQLState()).isEqualTo("42501"));
        }
    }

    private Connection consumer() throws SQLException {
        Connection connection = DATABASE.connect("ingest");
        connection.setAutoCommit(false);
        set(connection, organization);
        return connection;
    }

    private static void set(Connection connection, UUID organization) throws SQLException {
        connection.createStatement().execute("SET app.organization_ids = '" + organization + "'");
    }

    private List<UUID> claimed(Connection connection, OffsetDateTime at) {
        try {
            return claim(connection, at, event);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<UUID> claim(Connection connection, OffsetDateTime at, UUID... events) throws SQLException {
        UUID[] organizations = new UUID[events.length];
        Arrays.fill(organizations, organization);
        try (PreparedStatement statement = connection.prepareStatement(claim())) {
            statement.setArray(1, connection.createArrayOf("uuid", organizations));
            statement.setArray(2, connection.createArrayOf("uuid", events));
            statement.setObject(3, at);
            ResultSet rows = statement.executeQuery();
            List<UUID> fresh = new ArrayList<>();
            while (rows.next()) {
                fresh.add(rows.getObject(1, UUID.class));
            }
            return fresh;
        }
    }

    /** The delivery is waiting for the other one, and not just late. */
    private static void awaitLock(Connection waiting) throws SQLException {
        int pid = waiting.unwrap(org.postgresql.PGConnection.class).getBackendPID();
        try (Connection owner = DATABASE.connectAsSuperuser();
                PreparedStatement blocked = owner.prepareStatement("SELECT cardinality(pg_blocking_pids(?)) > 0")) {
            blocked.setInt(1, pid);
            Awaitility.await().until(() -> {
                ResultSet rows = blocked.executeQuery();
                rows.next();
                return rows.getBoolean(1);
            });
        }
    }
}
