package io.atrium.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.atrium.kit.testing.AtriumKafka;
import io.atrium.kit.testing.AtriumPostgres;
import io.atrium.kit.testing.TestDatabase;
import io.atrium.kit.testing.TestOrganizations;
import io.atrium.kit.testing.TestTopics;
import io.atrium.kit.testing.UsageFacts;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The facts that this service publishes add up to the records of the chains. */
@QuarkusTest
@WithTestResource(AtriumPostgres.class)
@WithTestResource(AtriumKafka.class)
class RecordFactsTest {
    private static final String METRIC = "audit_records";
    private static final String APPEND = """
            INSERT INTO audit_events (organization_id, month, seq, event_id, recorded_at, clock_skew, digest, hash)
            SELECT o, '2026-01-01', n, gen_random_uuid(), now(), false, sha256(''), sha256('')
              FROM (VALUES ('%s'::uuid, 3), ('%s', 2)) v (o, most), generate_series(1, most) n""";

    private final UUID organization = TestOrganizations.active();
    private final UUID other = TestOrganizations.active();

    @Test
    void shouldCountEveryRecordOnce() {
        Changes.sendAndAwait(organization, 120);
        UUID repeated = UUID.randomUUID();
        byte[] event = Changes.event(repeated, organization, Changes.data(organization, "thing.changed"));
        TestTopics.shared().send(Changes.TOPIC, organization.toString(), event);
        TestTopics.shared().send(Changes.TOPIC, organization.toString(), event);

        Changes.sendAndAwaitMore(organization, 1, 122);

        UsageFacts.await(organization, METRIC, Map.of("", 122L));
    }

    @Test
    void shouldPublishOneFactForEachOrganizationOfABatch() throws Exception {
        inTransaction(owner -> {
            execute(owner, APPEND.formatted(organization, other));

            assertThat(UsageFacts.written(owner, organization)).containsExactly("audit_records 3");
            assertThat(UsageFacts.written(owner, other)).containsExactly("audit_records 2");
        });
    }

    @Test
    void shouldCountWhatWaitedWhenItIsAppended() throws Exception {
        Changes.sendAndAwait(organization, 2);
        inTransaction(owner -> {
            execute(owner, "SELECT FROM audit_heads WHERE organization_id = '" + organization + "' FOR UPDATE");
            Changes.send(organization, Changes.data(organization, "thing.changed"));
            Changes.sendAndAwait(other, 1);
            UsageFacts.await(organization, METRIC, Map.of("", 2L));
        });

        Changes.awaitCount(organization, 3);

        UsageFacts.await(organization, METRIC, Map.of("", 3L));
    }

    @Test
    void shouldWriteFactsAsTheGoldenFileHasThem() {
        Changes.sendAndAwait(organization, 12);

        UsageFacts.assertWritten("io.atrium.usage.recorded.4", organization, METRIC, "", "/data/count");
    }

    @Test
    void shouldTellWithTheMigrationWhatIsThereAlready() throws Exception {
        Changes.sendAndAwait(organization, 7);

        assertThat(ofMigration(organization)).containsExactly("audit_records 7");
        assertThat(ofMigration(other)).isEmpty();
    }

    private static List<String> ofMigration(UUID organization) throws SQLException {
        return UsageFacts.ofMigration(
                TestDatabase.of("audit"),
                List.of("DROP TRIGGER count_records ON audit_events", "DROP FUNCTION audit_count_records()"),
                "V006__count_records.sql",
                organization);
    }

    private interface Work {
        void in(Connection owner) throws Exception;
    }

    private static void inTransaction(Work work) throws Exception {
        try (Connection owner = TestDatabase.of("audit").connect("owner")) {
            owner.setAutoCommit(false);
            work.in(owner);
            owner.rollback();
        }
    }

    private static void execute(Connection owner, String sql) throws SQLException {
        try (Statement statement = owner.createStatement()) {
            statement.execute(sql);
        }
    }
}
