package io.atrium.tenant.reservation;

import static org.assertj.core.api.Assertions.assertThat;

import io.atrium.kit.testing.TestDatabase;
import io.atrium.tenant.Api;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ReservationReaperTest {
    @Inject
    Api api;

    @Inject
    ReservationReaper reaper;

    @Test
    void shouldActivateWhatIdentityHasRegistered() throws SQLException {
        UUID id = due('1');
        run();
        assertThat(status(id)).isEqualTo("ACTIVE");
    }

    @Test
    void shouldAskAgainWhenIdentityRestarts() throws SQLException {
        UUID id = due('e');
        run();
        assertThat(status(id)).isEqualTo("ACTIVE");
    }

    @Test
    void shouldRemoveWhatIdentityDoesNotKnow() throws SQLException {
        UUID id = due('0');
        run();
        assertThat(status(id)).isEqualTo("none");
        api.pending(id);
    }

    @Test
    void shouldKeepReservationsWhileIdentityIsAway() throws SQLException {
        UUID id = due('f');
        run();
        assertThat(status(id)).isEqualTo("PENDING");
    }

    @Test
    void shouldLeaveYoungReservationsAlone() throws SQLException {
        UUID id = api.pending(ending('0'));
        run();
        assertThat(status(id)).isEqualTo("PENDING");
    }

    private void run() {
        reaper.run().await().atMost(Duration.ofSeconds(10));
    }

    private UUID due(char answer) throws SQLException {
        UUID id = api.pending(ending(answer));
        try (Connection owner = TestDatabase.of("tenant").connect("owner");
                PreparedStatement statement = owner.prepareStatement(
                        "UPDATE due_reservations SET due_at = now() - interval '1 second' WHERE organization_id = ?")) {
            statement.setObject(1, id);
            statement.executeUpdate();
        }
        return id;
    }

    private static UUID ending(char last) {
        return UUID.fromString(UUID.randomUUID().toString().substring(0, 35) + last);
    }

    private static String status(UUID id) throws SQLException {
        try (Connection owner = TestDatabase.of("tenant").connect("owner");
                PreparedStatement statement =
                        owner.prepareStatement("SELECT status FROM organizations WHERE organization_id = ?")) {
            statement.setObject(1, id);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? rows.getString(1) : "none";
            }
        }
    }
}
