package io.atrium.kit.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.atrium.contracts.ActorType;
import io.atrium.contracts.OrganizationState;
import io.atrium.contracts.Topics;
import io.atrium.kit.event.EventEnvelope;
import io.atrium.kit.id.Ids;
import io.atrium.kit.outbox.AuditEvent;
import io.atrium.kit.outbox.AuditEvents;
import io.atrium.kit.outbox.Outbox;
import io.atrium.kit.outbox.OutboxMessage;
import io.atrium.kit.testing.AtriumKafka;
import io.atrium.kit.testing.AtriumPostgres;
import io.atrium.kit.testing.TestDatabase;
import io.atrium.kit.testing.TestTopics;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** From a changed row to the topic, through trigger, outbox and relay. */
@QuarkusTest
@WithTestResource(AtriumPostgres.class)
@WithTestResource(AtriumKafka.class)
class ChangeCaptureTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

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

    @Test
    void shouldTellBeforeAfterActorAndRequest() {
        NoteEntity note = persist("first", "s3cret");
        change(note, n -> n.text = "second");
        in(() -> notes.delete("id", note.id));

        List<JsonNode> changes = changes(3);

        assertThat(changes)
                .extracting(c -> c.at("/action").asText())
                .containsExactly("note.created", "note.updated", "note.deleted");
        JsonNode update = changes.get(1);
        assertThat(update.at("/before/text").asText()).isEqualTo("first");
        assertThat(update.at("/after/text").asText()).isEqualTo("second");
        assertThat(update.at("/version").asInt()).isEqualTo(1);
        assertThat(update.at("/resource_type").asText()).isEqualTo("note");
        assertThat(update.at("/resource_id").asText()).isEqualTo(note.id.toString());
        assertThat(update.at("/outcome").asText()).isEqualTo("SUCCESS");
        assertThat(update.at("/actor/type").asText()).isEqualTo("USER");
        assertThat(update.at("/actor/id").asText()).isEqualTo(actor.toString());
        assertThat(update.at("/ip").asText()).isEqualTo("192.0.2.7");
        assertThat(update.at("/user_agent").asText()).isEqualTo("a test's agent");
        assertThat(update.at("/request_id").asText()).isEqualTo("request-1");
        assertThat(changes.get(2).at("/after").isNull()).isTrue();
    }

    @Test
    void shouldKeepSecretsInTheDatabase() {
        NoteEntity note = persist("first", "s3cret");
        change(note, n -> n.secret = "s3cret-2");

        List<JsonNode> changes = changes(2);

        assertThat(changes.toString()).doesNotContain("s3cret");
        assertThat(changes.get(1).at("/before/secret").asText()).isEqualTo("[redacted]");
        assertThat(changes.get(1).at("/after/secret").asText()).isEqualTo("[redacted, changed]");
    }

    @Test
    void shouldSayNothingOfNoise() {
        NoteEntity note = persist("first", null);
        change(note, n -> n.seenAt = OffsetDateTime.now());
        change(note, n -> n.text = "second");

        assertThat(changes(2).get(1).at("/before/seen_at").isMissingNode()).isTrue();
    }

    @Test
    void shouldRecordWhatIsNoRowChange() {
        in(() -> audit.record(
                AuditEvent.denied("note.read_refused", "note", "n-1").withDetail(List.of("why"))));

        JsonNode event = changes(1).get(0);

        assertThat(event.at("/action").asText()).isEqualTo("note.read_refused");
        assertThat(event.at("/outcome").asText()).isEqualTo("DENIED");
        assertThat(event.at("/detail/0").asText()).isEqualTo("why");
        assertThat(event.at("/actor/id").asText()).isEqualTo(actor.toString());
        assertThat(event.at("/organization_id").asText()).isEqualTo(organization.toString());
    }

    @Test
    void shouldPublishMessagesAndTombstones() {
        String key = organization.toString();
        in(() -> outbox.publish(
                        OutboxMessage.of(Topics.ORGANIZATIONS, key, "io.atrium.test", organization, key, List.of("a")))
                .chain(() -> outbox.publish(OutboxMessage.tombstone(OrganizationState.MESSAGE, key, organization))));

        assertThat(TestTopics.shared()
                        .awaitKey(Topics.ORGANIZATIONS, 2, key)
                        .get(1)
                        .value())
                .isNull();
    }

    @Test
    void shouldKeepTheOrderOfManyChanges() {
        NoteEntity note = persist("0", null);
        IntStream.rangeClosed(1, 200).forEach(i -> change(note, n -> n.text = Integer.toString(i)));

        assertThat(changes(201))
                .extracting(c -> c.at("/after/text").asText())
                .containsExactlyElementsOf(IntStream.rangeClosed(0, 200)
                        .mapToObj(Integer::toString)
                        .toList());
    }

    @Test
    void shouldDeliverWhatCommitsAfterYoungerRows() throws Exception {
        try (Connection late = TestDatabase.of("identity").connect("owner");
                Statement statement = late.createStatement()) {
            late.setAutoCommit(false);
            statement.execute("INSERT INTO note (organization_id, id, text) VALUES ('" + organization + "', '"
                    + Ids.next() + "', 'late')");
            persist("young", null);
            changes(1);
            late.commit();
        }

        assertThat(changes(2)).extracting(c -> c.at("/after/text").asText()).containsExactly("young", "late");
    }

    @Test
    void shouldEmptyTheOutbox() throws Exception {
        persist("one", null);
        changes(1);

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(waiting()).isZero());
    }

    private long waiting() throws Exception {
        try (Connection owner = TestDatabase.of("identity").connect("owner");
                Statement statement = owner.createStatement();
                var rows = statement.executeQuery(
                        "SELECT count(*) FROM atrium.outbox WHERE organization_id = '" + organization + "'")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private List<JsonNode> changes(int count) {
        return TestTopics.shared().awaitKey(Topics.CHANGES, count, organization.toString()).stream()
                .map(record -> {
                    try {
                        return EventEnvelope.parse(record.value()).requireData();
                    } catch (io.atrium.kit.event.UnreadableEventException e) {
                        throw new AssertionError(e);
                    }
                })
                .toList();
    }

    private NoteEntity persist(String text, String secret) {
        NoteEntity note = new NoteEntity();
        note.organizationId = organization;
        note.id = Ids.next();
        note.text = text;
        note.secret = secret;
        return in(() -> notes.persistAndFlush(note));
    }

    private void change(NoteEntity note, java.util.function.Consumer<NoteEntity> edit) {
        in(() -> notes.findById(new NoteEntity.Key(organization, note.id)).invoke(edit::accept));
    }

    private <T> T in(Supplier<Uni<T>> work) {
        TenantScope scope =
                new TenantScope(organization, ActorType.USER, actor, "192.0.2.7", "a test's agent", "request-1");
        return transaction.run(scope, work).await().atMost(PATIENCE);
    }
}
