package io.atrium.kit.tenancy;

import static org.assertj.core.api.Assertions.assertThat;

import io.atrium.contracts.ActionOutcome;
import io.atrium.contracts.ActorType;
import io.atrium.contracts.ChangeRecord;
import io.atrium.contracts.InvalidMessageException;
import io.atrium.contracts.OrganizationState;
import io.atrium.contracts.Topics;
import io.atrium.kit.event.EventEnvelope;
import io.atrium.kit.event.UnreadableEventException;
import io.atrium.kit.id.Ids;
import io.atrium.kit.outbox.AuditEvent;
import io.atrium.kit.outbox.AuditEvents;
import io.atrium.kit.outbox.Outbox;
import io.atrium.kit.outbox.OutboxMessage;
import io.atrium.kit.testing.AtriumKafka;
import io.atrium.kit.testing.AtriumPostgres;
import io.atrium.kit.testing.GoldenRecord;
import io.atrium.kit.testing.TestTopics;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** What triggers, functions and the outbox write, and the relay sends, is what contracts says. */
@QuarkusTest
@WithTestResource(AtriumPostgres.class)
@WithTestResource(AtriumKafka.class)
class GoldenChangesTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String AGENT = "a test's agent";
    /** More than the outbox sends. */
    private static final String ENDLESS = "x".repeat(1_000_000);

    private static final String[] OF_THE_RUN = {"/id", "/time", "/data/occurred_at"};

    @Inject
    TenantTransaction transaction;

    @Inject
    AuditEvents audit;

    @Inject
    Outbox outbox;

    @Inject
    NoteRepository notes;

    private final UUID organization = Ids.next();
    private final UUID actor = Ids.next();
    private final UUID noteId = Ids.next();
    private final Map<String, String> ids = Map.of(
            organization.toString(), "01970000-0000-7000-8000-000000000001",
            actor.toString(), "01970000-0000-7000-8000-000000000002",
            noteId.toString(), "01970000-0000-7000-8000-000000000007");

    @Test
    void shouldWriteChangedRowsAsTheGoldenFilesHaveThem() {
        NoteEntity note = new NoteEntity();
        note.organizationId = organization;
        note.id = noteId;
        note.text = "first";
        note.secret = "s3cret";
        in(user(AGENT), () -> notes.persistAndFlush(note));
        in(
                user(AGENT),
                () -> notes.findById(new NoteEntity.Key(organization, noteId)).invoke(found -> {
                    found.text = "second";
                    found.secret = "s3cret-2";
                }));
        in(user(AGENT), () -> notes.delete("id", noteId));

        assertGolden("change.row-created.1", "change.row-updated.1", "change.row-deleted.1");
    }

    @Test
    void shouldWriteWhatIsNoRowChangeAsTheGoldenFileHasIt() {
        AuditEvent refused = AuditEvent.denied("note.read_refused", "note", "n-1")
                .withDetail(Map.of("count", 3, "paths", List.of("/notes/n-1")));

        in(user(AGENT), () -> audit.record(refused));

        assertGolden("change.action.1");
    }

    @Test
    void shouldTellByDigestsAsTheGoldenFileHasIt() {
        in(user(AGENT), () -> audit.record(exported().withDetail(ENDLESS)));

        assertGolden(List.of("change.digests.1"), "/data/detail/sha256");
    }

    @Test
    void shouldTellByIdentityAsTheGoldenFileHasIt() {
        in(user(ENDLESS), () -> audit.record(exported()));

        assertGolden(List.of("change.identity.1"), "/data/detail/content/sha256");
    }

    @Test
    void shouldWriteStatesAsTheGoldenFileHasThem() throws InvalidMessageException {
        GoldenRecord golden = GoldenRecord.named("io.atrium.organization.state.1");
        OrganizationState known = OrganizationState.MESSAGE.read(golden.value().path("data"));
        OrganizationState state = new OrganizationState(
                organization,
                known.name(),
                known.domain(),
                known.subdomain(),
                known.status(),
                known.plan(),
                known.version(),
                known.updatedAt());
        String key = OrganizationState.key(organization);

        in(
                user(AGENT),
                () -> outbox.publish(OutboxMessage.of(OrganizationState.MESSAGE, key, organization, key, state)));

        ConsumerRecord<String, byte[]> written = TestTopics.shared()
                .awaitKey(OrganizationState.MESSAGE.topic(), 1, key)
                .get(0);
        Map<String, String> replaced = new HashMap<>(ids);
        replaced.put("/identity-service", "/tenant-service");
        golden.assertWritten(written.key(), written.value(), replaced, "/id", "/time");
    }

    @Test
    void shouldWriteUsageFactsOfMeteredRowsAsTheGoldenFileHasThem() {
        in(
                user(AGENT),
                () -> Panache.getSession()
                        .chain(session -> session.createNativeQuery(
                                        "INSERT INTO member (organization_id, role) VALUES (?1, 'VIEWER')")
                                .setParameter(1, organization)
                                .executeUpdate()));

        ConsumerRecord<String, byte[]> written = TestTopics.shared()
                .awaitKey(Topics.USAGE, 1, organization.toString())
                .get(0);
        GoldenRecord.named("io.atrium.usage.recorded.2").assertWritten(written.key(), written.value(), ids, OF_THE_RUN);
    }

    /** The functions that tell a change by its identity have lists of their own. */
    @Test
    void shouldTellEveryActorAndOutcomeOfAChangeThatIsTooLarge() {
        List<ActorType> actors = List.of(ActorType.values());
        List<ActionOutcome> outcomes = new ArrayList<>();
        for (int i = 0; i < actors.size(); i++) {
            outcomes.add(ActionOutcome.values()[i % ActionOutcome.values().length]);
            AuditEvent event = new AuditEvent("note.exported", "note", "n-1", outcomes.get(i), null);
            in(scope(actors.get(i), ENDLESS), () -> audit.record(event));
        }

        List<ChangeRecord> told =
                written(actors.size()).stream().map(GoldenChangesTest::change).toList();

        assertThat(told).extracting(change -> change.actor().type()).containsExactlyElementsOf(actors);
        assertThat(told).extracting(ChangeRecord::outcome).containsExactlyElementsOf(outcomes);
    }

    private static AuditEvent exported() {
        return AuditEvent.success("note.exported", "note", "n-1");
    }

    private void assertGolden(String... names) {
        assertGolden(List.of(names));
    }

    private void assertGolden(List<String> names, String... more) {
        List<String> differing = new ArrayList<>(List.of(OF_THE_RUN));
        differing.addAll(List.of(more));
        List<ConsumerRecord<String, byte[]>> written = written(names.size());
        for (int i = 0; i < names.size(); i++) {
            GoldenRecord.named(names.get(i))
                    .assertWritten(written.get(i).key(), written.get(i).value(), ids, differing.toArray(String[]::new));
        }
    }

    private List<ConsumerRecord<String, byte[]>> written(int count) {
        return TestTopics.shared().awaitKey(Topics.CHANGES, count, organization.toString());
    }

    private static ChangeRecord change(ConsumerRecord<String, byte[]> record) {
        try {
            return EventEnvelope.parse(record.value()).requireChange();
        } catch (UnreadableEventException e) {
            throw new AssertionError(e);
        }
    }

    private TenantScope user(String agent) {
        return scope(ActorType.USER, agent);
    }

    private TenantScope scope(ActorType type, String agent) {
        return new TenantScope(organization, type, actor, "192.0.2.7", agent, "request-1");
    }

    private <T> T in(TenantScope scope, Supplier<Uni<T>> work) {
        return transaction.run(scope, work).await().atMost(PATIENCE);
    }
}
