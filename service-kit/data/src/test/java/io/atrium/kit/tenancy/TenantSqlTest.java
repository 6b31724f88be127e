package io.atrium.kit.tenancy;

import static io.atrium.kit.tenancy.Notes.note;
import static io.atrium.kit.tenancy.Notes.scope;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atrium.contracts.Topics;
import io.atrium.kit.id.Ids;
import io.atrium.kit.outbox.AuditEvent;
import io.atrium.kit.outbox.AuditEvents;
import io.atrium.kit.testing.AtriumKafka;
import io.atrium.kit.testing.AtriumPostgres;
import io.atrium.kit.testing.RoundTripProxy;
import io.atrium.kit.testing.RoundTrips;
import io.atrium.kit.testing.TestTopics;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(AtriumPostgres.class)
@WithTestResource(AtriumKafka.class)
class TenantSqlTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Inject
    TenantTransaction transaction;

    @Inject
    NoteRepository notes;

    @Inject
    AuditEvents audit;

    RoundTripProxy wire;

    @Test
    void shouldReadInOneRoundTrip() {
        UUID a = Ids.next();
        write(a, "counted");
        read(a, TenantSqlTest::count);

        RoundTrips seen = wire.measure("identity_app", () -> read(a, TenantSqlTest::count));

        assertThat(seen.statements()).as("BEGIN, settings, select, COMMIT").isEqualTo(4);
        assertThat(seen.waits()).isOne();
    }

    @Test
    void shouldShowOnlyRowsOfItsOrganization() {
        UUID a = Ids.next();
        UUID b = Ids.next();
        write(a, "of a");
        write(b, "of b");

        assertThat(read(a, TenantSqlTest::count)).isOne();
        assertThat(await(transaction.run(scope(b), TenantSqlTest::count))).isOne();
    }

    @Test
    void shouldCommitWhatSucceedsInTwoRoundTrips() {
        UUID a = Ids.next();
        write(a, "before");
        await(transaction.run(scope(a), connection -> rename(connection, "first")));

        RoundTrips seen = wire.measure(
                "identity_app", () -> await(transaction.run(scope(a), connection -> rename(connection, "after"))));

        assertThat(seen.waits()).isEqualTo(2);
        assertThat(read(a, TenantSqlTest::text)).isEqualTo("after");
    }

    @Test
    void shouldRollBackWhatFails() {
        UUID a = Ids.next();
        write(a, "before");

        assertThatThrownBy(() -> await(transaction.run(
                        scope(a),
                        connection -> rename(connection, "after").invoke(() -> {
                            throw new IllegalStateException("after the change");
                        }))))
                .hasMessage("after the change");

        assertThat(read(a, TenantSqlTest::text)).isEqualTo("before");
    }

    @Test
    void shouldRollBackWorkThatThrowsBeforeItsFirstStatement() {
        UUID a = Ids.next();

        assertThatThrownBy(() -> await(transaction.run(scope(a), connection -> {
                    throw new IllegalStateException("at once");
                })))
                .hasMessage("at once");

        assertThat(read(a, TenantSqlTest::count)).isZero();
    }

    @Test
    void shouldAuditInItsTransaction() {
        UUID a = Ids.next();
        AuditEvent failed = AuditEvent.success("note.lost", "note", "n-1");
        AuditEvent done = AuditEvent.success("note.counted", "note", "n-1");

        assertThatThrownBy(() -> await(transaction.run(
                        scope(a),
                        connection -> audit.record(connection, failed)
                                .chain(() -> connection.query("SELECT 1 / 0").execute()))))
                .hasMessageContaining("division by zero");
        await(transaction.run(scope(a), connection -> audit.record(connection, done)));

        assertThat(TestTopics.shared().awaitKey(Topics.CHANGES, 1, a.toString()))
                .singleElement()
                .extracting(record -> new String(record.value(), StandardCharsets.UTF_8))
                .asString()
                .contains("io.atrium.note.counted");
    }

    @Test
    void shouldWriteNothingInARead() {
        UUID a = Ids.next();
        write(a, "before");

        assertThatThrownBy(() -> read(a, connection -> rename(connection, "after")))
                .rootCause()
                .hasMessageContaining("read-only transaction");

        assertThat(read(a, TenantSqlTest::text)).isEqualTo("before");
    }

    @Test
    void shouldNotMixWithATransactionOfHibernate() {
        UUID a = Ids.next();

        assertThatThrownBy(() -> await(transaction.run(
                        scope(a), () -> notes.count().chain(() -> transaction.read(scope(a), TenantSqlTest::count)))))
                .hasMessage("Work by SQL joins no open transaction, nor is it joined");
        assertThatThrownBy(() -> read(a, connection -> transaction.read(scope(a), () -> notes.count())))
                .hasMessage("Work by SQL joins no open transaction, nor is it joined");
    }

    private static Uni<Long> count(SqlConnection connection) {
        return connection
                .query("SELECT count(*) FROM note")
                .execute()
                .map(rows -> rows.iterator().next().getLong(0));
    }

    private static Uni<String> text(SqlConnection connection) {
        return connection
                .query("SELECT text FROM note")
                .execute()
                .map(rows -> rows.iterator().next().getString(0));
    }

    private static Uni<Void> rename(SqlConnection connection, String text) {
        return connection
                .query("UPDATE note SET text = '" + text + "'")
                .execute()
                .replaceWithVoid();
    }

    private void write(UUID organization, String text) {
        await(transaction.run(scope(organization), () -> notes.persistAndFlush(note(organization, text))));
    }

    private <T> T read(UUID organization, Function<SqlConnection, Uni<T>> work) {
        return await(transaction.read(scope(organization), work));
    }

    private static <T> T await(Uni<T> work) {
        return work.await().atMost(PATIENCE);
    }
}
