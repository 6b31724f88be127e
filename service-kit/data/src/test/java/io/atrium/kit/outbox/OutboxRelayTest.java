package io.atrium.kit.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.atrium.contracts.Topics;
import io.atrium.kit.event.EventEnvelope;
import io.atrium.kit.event.UnreadableEventException;
import io.atrium.kit.id.Ids;
import io.atrium.kit.testing.AtriumKafka;
import io.atrium.kit.testing.AtriumPostgres;
import io.atrium.kit.testing.TestTopics;
import io.atrium.kit.token.ServiceTokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** What holds up one message, key, partition or topic holds up no other. */
@QuarkusTest
@WithTestResource(AtriumPostgres.class)
@WithTestResource(AtriumKafka.class)
class OutboxRelayTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration SUSPENSION = Duration.ofSeconds(5);

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String servers;

    @Inject
    NoteState states;

    @Inject
    ServiceTokens tokens;

    private final UUID organization = Ids.next();

    @Test
    void shouldSendStatesWhileChangesCannotBeWritten() {
        Broker broker = new Broker(servers);
        broker.requireReplicas(Topics.CHANGES, 2);
        try {
            OutboxRows.insertMany(Topics.CHANGES, organization, 1500);
            long began = System.nanoTime();
            OutboxRows.insert(Topics.ORGANIZATIONS, organization, "'{\"status\":\"SUSPENDED\"}'");

            TestTopics.shared().awaitKey(Topics.ORGANIZATIONS, 1, organization.toString());
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(SUSPENSION);
        } finally {
            broker.requireReplicas(Topics.CHANGES, 1);
        }
        List<ConsumerRecord<String, byte[]>> sent = await().atMost(PATIENCE)
                .until(
                        () -> TestTopics.shared().read(Topics.CHANGES).stream()
                                .filter(record -> organization.toString().equals(record.key()))
                                .toList(),
                        found -> found.size() >= 1500);
        assertThat(sent.stream()
                        .map(record -> data(record).path("n").asInt())
                        .distinct()
                        .toList())
                .containsExactlyElementsOf(IntStream.range(0, 1500).boxed().toList());
    }

    @Test
    void shouldSendOtherTopicsWhileTheOldestBelongToOneThatIsMissing() {
        String missing = "atrium.missing-" + UUID.randomUUID();
        OutboxRows.insertMany(missing, organization, 600);
        OutboxRows.insert(Topics.USAGE, organization, "'{}'");
        OutboxRows.insert(Topics.CHANGES, organization, "'{}'");

        TestTopics.shared().awaitKey(Topics.USAGE, 1, organization.toString());
        TestTopics.shared().awaitKey(Topics.CHANGES, 1, organization.toString());

        new Broker(servers).create(missing, 2);
        assertThat(TestTopics.shared().awaitKey(missing, 600, organization.toString()))
                .extracting(record -> data(record).path("n").asInt())
                .containsExactlyElementsOf(IntStream.range(0, 600).boxed().toList());
    }

    @Test
    void shouldSetAsideWhatCannotBeSentAndTryItAgainWhenAsked() {
        OutboxRows.insert(Topics.USAGE, organization, "to_jsonb(repeat('x', 2000000))");
        OutboxRows.insert(Topics.USAGE, organization, "'{\"n\":2}'");

        List<ConsumerRecord<String, byte[]>> next =
                TestTopics.shared().awaitKey(Topics.USAGE, 1, organization.toString());

        assertThat(data(next.get(0)).path("n").asInt()).isEqualTo(2);
        Map<String, Object> listed = operator()
                .queryParam("limit", 200)
                .get("/internal/quarantine")
                .jsonPath()
                .<Map<String, Object>>getList("items")
                .stream()
                .filter(item -> organization.toString().equals(item.get("key")))
                .findFirst()
                .orElseThrow();
        assertThat(listed).containsEntry("topic", Topics.USAGE).containsEntry("attempts", 3);
        assertThat(String.valueOf(listed.get("reason"))).contains("2000002 bytes");
        assertThat(RestAssured.get("/q/metrics").asString())
                .containsPattern("atrium_outbox_quarantined_total\\{[^}]*topic=\"atrium.usage.v1\"[^}]*} [1-9]");

        OutboxRows.run(
                "UPDATE atrium.outbox SET data = '{\"n\":1}' WHERE set_aside_at IS NOT NULL AND organization_id = ?",
                organization);
        Response retried = operator()
                .contentType("application/json")
                .body(Map.of("id", listed.get("id")))
                .post("/internal/quarantine/retry");

        assertThat(retried.statusCode()).isEqualTo(200);
        assertThat(retried.jsonPath().getInt("retried")).isEqualTo(1);
        assertThat(TestTopics.shared().awaitKey(Topics.USAGE, 2, organization.toString()))
                .extracting(record -> data(record).path("n").asInt())
                .containsExactly(2, 1);
    }

    @Test
    void shouldRefuseARetryThatNamesNothing() {
        operator()
                .contentType("application/json")
                .body("{}")
                .post("/internal/quarantine/retry")
                .then()
                .statusCode(422);
        RestAssured.given().get("/internal/quarantine").then().statusCode(401);
    }

    @Test
    void shouldTellOfEveryChangeWhateverItHolds() {
        String change = "jsonb_build_object('action', 'note.created', 'outcome', 'SUCCESS', 'resource_type', 'note', "
                + "'resource_id', 'n-1', 'actor', jsonb_build_object('type', 'USER', 'id', 'u-1'), %s)";
        String nested = "repeat('[', %1$d) || repeat(']', %1$d)";
        List<String> changes = List.of(
                "'after', jsonb_build_object('settings', (" + nested.formatted(99) + ")::jsonb)",
                "'after', jsonb_build_object('last_name', repeat('x', 3000000))",
                "'after', jsonb_build_object('settings', (" + nested.formatted(3000) + ")::jsonb)",
                "'after', '{\"amount\": 1e131000}'::jsonb",
                "'after', jsonb_build_object('amounts', (SELECT jsonb_agg('1e131000'::jsonb) FROM generate_series(1, 100)))",
                "'user_agent', repeat('x', 3000000)",
                "'n', 7");
        changes.forEach(each -> OutboxRows.insert(Topics.CHANGES, organization, change.formatted(each)));

        List<JsonNode> told = TestTopics.shared().awaitKey(Topics.CHANGES, 7, organization.toString()).stream()
                .map(OutboxRelayTest::data)
                .toList();

        assertThat(told).hasSize(7).allSatisfy(each -> {
            assertThat(each.path("action").asText()).isEqualTo("note.created");
            assertThat(each.at("/actor/id").asText()).isEqualTo("u-1");
        });
        assertThat(told.get(0).at("/after/settings").toString()).hasSize(198);
        assertThat(told.get(1).at("/after/sha256").asText()).hasSize(64);
        assertThat(told.get(2).at("/after/truncated").asBoolean()).isTrue();
        assertThat(told.get(3).at("/after/amount").decimalValue().precision()).isEqualTo(131_001);
        assertThat(told.get(4).at("/after/bytes").asLong()).isGreaterThan(13_000_000);
        assertThat(told.get(5).at("/detail/unpublishable").asText()).contains("bytes long");
        assertThat(told.get(5).at("/detail/content/sha256").asText()).hasSize(64);
        assertThat(told.get(6).path("n").asInt()).isEqualTo(7);
        assertThat(OutboxRows.query(
                        "SELECT count(*) FROM atrium.outbox WHERE organization_id = ? AND set_aside_at IS NOT NULL",
                        organization))
                .isEqualTo("0");
    }

    @Test
    void shouldReadManyLargeChangesInBoundedBatches() {
        OutboxRows.run(
                "INSERT INTO atrium.outbox (topic, message_key, type, organization_id, data) "
                        + "SELECT ?, ?, 'io.atrium.note.created', ?, jsonb_build_object('action', 'note.created', 'n', n, "
                        + "'after', jsonb_build_object('text', repeat('x', 800000))) FROM generate_series(1, 40) n",
                Topics.CHANGES,
                organization.toString(),
                organization);

        assertThat(TestTopics.shared().awaitKey(Topics.CHANGES, 40, organization.toString()))
                .extracting(record -> data(record).path("n").asInt())
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 40).boxed().toList());
    }

    @Test
    void shouldSendAStateAsItIsNowWhenItCannotBeSentAsWritten() {
        String key = organization.toString();
        OutboxRows.insert(Topics.ORGANIZATIONS, organization, "to_jsonb(repeat('x', 2000000))");
        OutboxRows.insert(Topics.ORGANIZATIONS, organization, "'{\"n\":2}'");

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(stateOfOutbox()).isEqualTo("DOWN"));
        assertThat(TestTopics.shared().read(Topics.ORGANIZATIONS)).noneMatch(record -> key.equals(record.key()));
        states.put(key, Map.of("n", 1));

        assertThat(TestTopics.shared().awaitKey(Topics.ORGANIZATIONS, 2, key))
                .extracting(record -> data(record).path("n").asInt())
                .containsExactly(1, 2);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(stateOfOutbox()).isEqualTo("UP"));
    }

    private static String stateOfOutbox() {
        return RestAssured.get("/q/health/ready")
                .jsonPath()
                .getString("checks.find { it.name == 'outbox-states' }.status");
    }

    private RequestSpecification operator() {
        return RestAssured.given().header("Authorization", "Bearer " + tokens.issue("identity-service"));
    }

    private static JsonNode data(ConsumerRecord<String, byte[]> record) {
        try {
            return EventEnvelope.parse(record.value()).data();
        } catch (UnreadableEventException e) {
            throw new AssertionError(record.toString(), e);
        }
    }
}
