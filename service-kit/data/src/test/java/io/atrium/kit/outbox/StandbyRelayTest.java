package io.atrium.kit.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.atrium.kit.testing.AtriumKafka;
import io.atrium.kit.testing.AtriumPostgres;
import io.atrium.kit.testing.TestDatabase;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;

/** A process that does not own the outbox tells the one that does of its commits. */
@QuarkusTest
@TestProfile(StandbyRelayTest.WithoutPolls.class)
@WithTestResource(AtriumPostgres.class)
@WithTestResource(AtriumKafka.class)
@WithTestResource(HeldLease.class)
class StandbyRelayTest {

    private static final int PATIENCE_MILLIS = 20_000;

    @Inject
    OutboxRelay relay;

    /** Nothing but commits makes it look, and the second of them is within the pause after the first NOTIFY. */
    public static final class WithoutPolls implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("atrium.outbox.poll-interval", "1h", "atrium.outbox.notify-interval", "3s");
        }
    }

    @Test
    void shouldTellTheOwnerOfACommitThatComesSoonAfterAnother() throws SQLException {
        // Given
        try (Connection owner = TestDatabase.of("identity").connect("relay");
                Statement statement = owner.createStatement()) {
            statement.execute("LISTEN atrium_outbox");
            relay.wake();
            assertThat(notifications(owner)).isPositive();

            // When
            relay.wake();

            // Then
            assertThat(notifications(owner)).isPositive();
        }
    }

    private static int notifications(Connection connection) throws SQLException {
        return connection.unwrap(PGConnection.class).getNotifications(PATIENCE_MILLIS).length;
    }
}
