package io.atrium.kit.tenancy;

import static io.atrium.kit.tenancy.Notes.note;
import static io.atrium.kit.tenancy.Notes.scope;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atrium.kit.id.Ids;
import io.atrium.kit.problem.ErrorCode;
import io.atrium.kit.problem.ProblemException;
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
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(AtriumPostgres.class)
@WithTestResource(AtriumKafka.class)
class TenantTransactionTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Inject
    TenantTransaction transaction;

    @Inject
    IngestTransaction ingest;

    @Inject
    NoteRepository notes;

    @Inject
    SafeContext contexts;

    @Inject
    Pool pool;

    RoundTripProxy wire;

    @Test
    void shouldShowOnlyRowsOfItsOrganization() {
        UUID a = Ids.next();
        UUID b = Ids.next();
        write(a, "of a");
        write(b, "of b");

        List<String> seen = in(
                a,
                () -> notes.listAll().map(all -> all.stream().map(n -> n.text).toList()));

        assertThat(seen).containsExactly("of a");
    }

    @Test
    void shouldNeverMixOrganizationsOnPooledConnections() {
        UUID a = Ids.next();
        UUID b = Ids.next();
        write(a, "of a");
        write(b, "of b");

        long mixed = Multi.createFrom()
                .range(0, Boolean.getBoolean("tests.full") ? 5_000 : 1_000)
                .onItem()
                .transformToUni(i -> transaction
                        .run(TenantScope.system(i % 2 == 0 ? a : b, null), () -> notes.listAll())
                        .map(all -> all.size() == 1 && all.get(0).organizationId.equals(i % 2 == 0 ? a : b)))
                .merge(64)
                .select()
                .where(own -> !own)
                .collect()
                .with(java.util.stream.Collectors.counting())
                .await()
                .atMost(PATIENCE);

        assertThat(mixed).isZero();
    }

    @Test
    void shouldRefuseTransactionOfAnotherKind() {
        assertThatThrownBy(() -> await(contexts.call(() -> Panache.withTransaction(() -> notes.listAll()))))
                .isInstanceOf(TenantContextMissingException.class);
    }

    @Test
    void shouldShowNothingWithoutOrganization() {
        write(Ids.next(), "somebody's");

        assertThat(await(contexts.call(() -> Panache.withSession(() -> notes.listAll()))))
                .isEmpty();
        assertThat(await(pool.query("SELECT * FROM note").execute()).size()).isZero();
    }

    @Test
    void shouldLeaveNoSettingBehindAfterFailure() {
        UUID a = Ids.next();
        write(a, "of a");

        assertThatThrownBy(() -> in(
                        a,
                        () -> notes.listAll()
                                .chain(() -> Uni.createFrom().failure(new IllegalStateException("on purpose")))))
                .hasMessage("on purpose");

        assertThat(await(pool.query("SELECT current_setting('app.organization_id', true)")
                                .execute())
                        .iterator()
                        .next()
                        .getString(0))
                .isIn("", null);
    }

    @Test
    void shouldRollBackWhatFailed() {
        UUID a = Ids.next();

        assertThatThrownBy(() -> in(
                        a,
                        () -> notes.persistAndFlush(note(a, "lost"))
                                .chain(() -> Uni.createFrom().failure(new IllegalStateException("on purpose")))))
                .hasMessage("on purpose");

        assertThat(in(a, () -> notes.count())).isZero();
    }

    @Test
    void shouldRefuseRowOfAnotherOrganization() {
        UUID a = Ids.next();

        assertThatThrownBy(() -> in(a, () -> notes.persistAndFlush(note(Ids.next(), "smuggled"))))
                .rootCause()
                .hasMessageContaining("row-level security");
    }

    @Test
    void shouldRefuseSecondOrganizationInside() {
        assertThatThrownBy(() -> in(
                        Ids.next(), () -> transaction.run(TenantScope.system(Ids.next(), null), () -> notes.listAll())))
                .hasMessageContaining("one organization");
    }

    @Test
    void shouldJoinOpenTransactionOfSameOrganization() {
        UUID a = Ids.next();

        long count = in(
                a,
                () -> notes.persist(note(a, "outer"))
                        .chain(() -> transaction.run(TenantScope.system(a, null), () -> notes.count())));

        assertThat(count).isOne();
    }

    @Test
    void shouldAnswerLostUpdateWithConflict() {
        UUID a = Ids.next();
        NoteEntity stored = write(a, "first");
        NoteEntity stale = note(a, "stale");
        stale.id = stored.id;
        stale.version = stored.version;
        in(a, () -> notes.findById(new NoteEntity.Key(a, stored.id)).invoke(n -> n.text = "second"));

        assertThatThrownBy(() -> in(a, () -> Panache.getSession().chain(s -> s.merge(stale))))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.code()).isEqualTo(ErrorCode.CONFLICT));
    }

    @Test
    void shouldAnswerTakenValueWithConflict() {
        UUID a = Ids.next();
        write(a, "taken");

        assertThatThrownBy(() -> write(a, "taken"))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.code()).isEqualTo(ErrorCode.CONFLICT));
        write(Ids.next(), "taken");
    }

    @Test
    void shouldLetConsumersWorkOnTheirBatchAlone() {
        UUID a = Ids.next();
        UUID b = Ids.next();
        UUID c = Ids.next();
        List.of(a, b, c).forEach(o -> write(o, "one"));

        int seen = await(ingest.run(
                List.of(a, b), c1 -> c1.query("SELECT * FROM note").execute().map(rows -> rows.size())));

        assertThat(seen).isEqualTo(2);
    }

    @Test
    void shouldReadInTwoRoundTrips() {
        UUID a = Ids.next();
        NoteEntity stored = write(a, "counted");
        in(a, () -> notes.findById(new NoteEntity.Key(a, stored.id)));

        RoundTrips seen =
                wire.measure("identity_app", () -> in(a, () -> notes.findById(new NoteEntity.Key(a, stored.id))));

        assertThat(seen.statements()).as("BEGIN, settings, select, COMMIT").isEqualTo(4);
        assertThat(seen.waits()).isEqualTo(2);
    }

    private NoteEntity write(UUID organization, String text) {
        return in(organization, () -> notes.persistAndFlush(note(organization, text)));
    }

    private <T> T in(UUID organization, Supplier<Uni<T>> work) {
        return await(transaction.run(scope(organization), work));
    }

    private static <T> T await(Uni<T> work) {
        return work.await().atMost(PATIENCE);
    }
}
