package io.atrium.kit.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.atrium.kit.id.Ids;
import io.atrium.kit.tenancy.IngestTransaction;
import io.atrium.kit.testing.AtriumKafka;
import io.atrium.kit.testing.AtriumPostgres;
import io.atrium.kit.testing.TestDatabase;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(AtriumPostgres.class)
@WithTestResource(AtriumKafka.class)
class InboxTest {

    @Inject
    Inbox inbox;

    @Inject
    IngestTransaction transaction;

    private final UUID organization = Ids.next();

    @Test
    void shouldClaimAMessageOnce() {
        InboxEntry first = new InboxEntry(organization, Ids.next());
        InboxEntry second = new InboxEntry(organization, Ids.next());

        assertThat(claim(List.of(first))).containsExactly(first);
        assertThat(claim(List.of(first, second))).containsExactly(second);
    }

    @Test
    void shouldForgetWhatIsPastTheRetention() throws SQLException {
        InboxEntry old = new InboxEntry(organization, Ids.next());
        claim(List.of(old));
        age("31 days");
        claim(List.of(new InboxEntry(organization, Ids.next())));

        assertThat(claim(List.of(old))).containsExactly(old);
    }

    private Set<InboxEntry> claim(List<InboxEntry> entries) {
        return transaction
                .run(List.of(organization), connection -> inbox.claim(connection, "test", entries))
                .await()
                .atMost(Duration.ofSeconds(30));
    }

    private void age(String by) throws SQLException {
        try (Connection owner = TestDatabase.of("identity").connect("owner");
                Statement statement = owner.createStatement()) {
            statement.execute("UPDATE atrium.inbox SET received_at = received_at - interval '" + by
                    + "' WHERE organization_id = '" + organization + "'");
        }
    }
}
