package io.atrium.kit.tenancy;

import static io.atrium.kit.tenancy.Notes.note;
import static io.atrium.kit.tenancy.Notes.scope;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atrium.kit.id.Ids;
import io.atrium.kit.testing.AtriumKafka;
import io.atrium.kit.testing.AtriumPostgres;
import io.atrium.kit.testing.RoundTripProxy;
import io.atrium.kit.testing.RoundTrips;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(AtriumPostgres.class)
@WithTestResource(AtriumKafka.class)
class TenantReadTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Inject
    TenantTransaction transaction;

    @Inject
    NoteRepository notes;

    @Inject
    Pool pool;

    RoundTripProxy wire;

    @Test
    void shouldReadInOneRoundTrip() {
        UUID a = Ids.next();
        NoteEntity stored = write(a, "counted");
        read(a, () -> notes.findById(new NoteEntity.Key(a, stored.id)));

        RoundTrips seen =
                wire.measure("identity_app", () -> read(a, () -> notes.findById(new NoteEntity.Key(a, stored.id))));

        assertThat(seen.statements()).as("BEGIN, settings, select, COMMIT").isEqualTo(4);
        assertThat(seen.waits()).isOne();
    }

    @Test
    void shouldShowOnlyRowsOfItsOrganizationToReadsAtOnce() {
        UUID a = Ids.next();
        UUID b = Ids.next();
        write(a, "of a");
        write(b, "of b");

        long mixed = Multi.createFrom()
                .range(0, 1_000)
                .onItem()
                .transformToUni(i -> transaction
                        .read(scope(i % 2 == 0 ? a : b), () -> notes.listAll())
                        .map(all -> all.size() == 1 && all.get(0).organizationId.equals(i % 2 == 0 ? a : b)))
                .merge(64)
                .select()
                .where(own -> !own)
                .collect()
                .with(Collectors.counting())
                .await()
                .atMost(PATIENCE);

        assertThat(mixed).isZero();
    }

    @Test
    void shouldRunEachStatementOfAReadInTheOrganization() {
        UUID a = Ids.next();
        write(a, "one");

        List<Long> counts =
                read(a, () -> notes.count().chain(first -> notes.count().map(second -> List.of(first, second))));

        assertThat(counts).containsExactly(1L, 1L);
    }

    @Test
    void shouldWriteNothingInARead() {
        UUID a = Ids.next();

        assertThatThrownBy(() -> read(a, () -> notes.persistAndFlush(note(a, "written"))))
                .rootCause()
                .hasMessageContaining("read-only transaction");

        assertThat(read(a, () -> notes.count())).isZero();
    }

    @Test
    void shouldRefuseATransactionInsideARead() {
        UUID a = Ids.next();

        assertThatThrownBy(() -> read(a, () -> transaction.run(scope(a), () -> notes.count())))
                .hasMessage("A read cannot write");
    }

    @Test
    void shouldJoinTheOpenTransaction() {
        UUID a = Ids.next();

        long count = await(transaction.run(
                scope(a),
                () -> notes.persistAndFlush(note(a, "not committed yet"))
                        .chain(() -> transaction.read(scope(a), () -> notes.count()))));

        assertThat(count).isOne();
    }

    @Test
    void shouldRefuseASecondOrganizationInside() {
        assertThatThrownBy(() -> read(Ids.next(), () -> transaction.read(scope(Ids.next()), () -> notes.count())))
                .hasMessageContaining("one organization");
    }

    @Test
    void shouldLeaveNothingBehindWhenAStatementFails() {
        UUID a = Ids.next();
        write(a, "of a");

        assertThatThrownBy(() -> read(
                        a,
                        () -> Panache.getSession()
                                .chain(session -> session.createNativeQuery("SELECT 1 / 0")
                                        .getSingleResult())))
                .rootCause()
                .hasMessageContaining("division by zero");

        assertThat(read(a, () -> notes.count())).isOne();
        assertThat(await(pool.query("SELECT current_setting('app.organization_id', true)")
                                .execute())
                        .iterator()
                        .next()
                        .getString(0))
                .isIn("", null);
        assertThat(await(pool.query("SELECT 1 FROM pg_stat_activity WHERE state LIKE 'idle in transaction%'"
                                        + " AND usename = current_user")
                                .execute())
                        .size())
                .isZero();
    }

    private NoteEntity write(UUID organization, String text) {
        return await(transaction.run(scope(organization), () -> notes.persistAndFlush(note(organization, text))));
    }

    private <T> T read(UUID organization, Supplier<Uni<T>> work) {
        return await(transaction.read(scope(organization), work));
    }

    private static <T> T await(Uni<T> work) {
        return work.await().atMost(PATIENCE);
    }
}
