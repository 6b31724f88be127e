package io.atrium.integration.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.atrium.integration.Api;
import io.atrium.integration.Json;
import io.atrium.integration.Refusals;
import io.atrium.integration.Sql;
import io.atrium.integration.Webhooks;
import io.atrium.kit.testing.AtriumKafka;
import io.atrium.kit.testing.AtriumPostgres;
import io.atrium.kit.testing.RoundTripProxy;
import io.atrium.kit.testing.RoundTrips;
import io.atrium.kit.testing.TestDatabase;
import io.atrium.kit.testing.TestOrganizations;
import io.atrium.kit.testing.TestTopics;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(AtriumPostgres.class)
@QuarkusTestResource(AtriumKafka.class)
class WebhookConsumptionTest {

    private static final String REPLAY = "/api/v1/webhooks/replay";
    private static final String T1 = "2026-03-01T10:00:00Z";
    private static final String T2 = "2026-03-01T10:00:01Z";
    private static final String T3 = "2026-03-01T10:00:02Z";

    TestTopics topics;
    RoundTripProxy proxy;

    @Inject
    WebhookIngest ingest;

    @Test
    void shouldStoreEventWithItsEffect() {
        UUID organization = TestOrganizations.active();
        UUID event = UUID.randomUUID();

        topics.sendAll(List.of(user(organization, event, "user.created", "usr_1", T1, 1, "Ada")));

        JsonPath stored = Webhooks.awaitEvent(organization, event, "PROCESSED");
        assertThat(stored.getString("type")).isEqualTo("user.created");
        assertThat(stored.getString("payload.data.name")).isEqualTo("Ada");
        assertThat(stored.getList("attempt_log")).hasSize(1);
        assertThat(stored.getString("client_ip")).isEqualTo("203.0.113.9");
        Api.as(organization, "VIEWER")
                .get("/api/v1/integrations/data/users")
                .then()
                .statusCode(200)
                .body("items", hasSize(1))
                .body("items[0].external_id", equalTo("usr_1"))
                .body("items[0].record.name", equalTo("Ada"))
                .body("items[0].record_version", equalTo(1))
                .body("items[0].origin.type", equalTo("webhook"))
                .body("items[0].origin.id", equalTo(event.toString()));
        assertThat(usage(organization, "PROCESSED", 1)).isEqualTo(1);
    }

    @Test
    void shouldHaveOneEffectOfDuplicates() {
        UUID organization = TestOrganizations.active();
        List<UUID> events =
                IntStream.range(0, 100).mapToObj(i -> UUID.randomUUID()).toList();
        List<ProducerRecord<String, byte[]>> storm = new ArrayList<>();
        for (int round = 0; round < 20; round++) {
            for (int i = 0; i < events.size(); i++) {
                storm.add(user(organization, events.get(i), "user.updated", "usr_" + i, T1, 1, "n" + i));
            }
        }
        Collections.shuffle(storm, new Random(7));

        topics.sendAll(storm);

        until(() -> Sql.count("SELECT count(*) FROM webhook_event WHERE organization_id = ?", organization) == 100);
        until(() -> drained(organization));
        assertThat(Sql.count(
                        "SELECT count(*) FROM synced_record WHERE organization_id = ? AND version = 0", organization))
                .isEqualTo(100);
        assertThat(usage(organization, "PROCESSED", 100)).isEqualTo(100);
    }

    @Test
    void shouldKeepNewestVersionOutOfOrder() {
        UUID organization = TestOrganizations.active();
        UUID last = UUID.randomUUID();

        topics.sendAll(List.of(
                user(organization, UUID.randomUUID(), "user.updated", "usr_1", T3, 3, "third"),
                user(organization, UUID.randomUUID(), "user.updated", "usr_1", T1, 1, "first"),
                user(organization, last, "user.updated", "usr_1", T2, 2, "second")));

        Webhooks.awaitEvent(organization, last, "PROCESSED");
        Api.admin(organization)
                .get("/api/v1/integrations/data/users")
                .then()
                .body("items[0].record.name", equalTo("third"))
                .body("items[0].record_version", equalTo(3));
    }

    @Test
    void shouldNotReviveDeletedRecord() {
        UUID organization = TestOrganizations.active();
        UUID late = UUID.randomUUID();
        topics.sendAll(List.of(
                user(organization, UUID.randomUUID(), "user.created", "usr_1", T1, 1, "first"),
                user(organization, UUID.randomUUID(), "user.deleted", "usr_1", T3, 3, "gone")));

        topics.sendAll(List.of(user(organization, late, "user.updated", "usr_1", T2, 2, "late")));

        Webhooks.awaitEvent(organization, late, "PROCESSED");
        Api.admin(organization).get("/api/v1/integrations/data/users").then().body("items", hasSize(0));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "not json at all|no JSON",
                "[1,2]|no JSON object",
                "{\"data\":{\"id\":\"u\"}}|no type",
                "{\"type\":\"user.renamed\",\"data\":{\"id\":\"u\"}}|not one of the source's",
                "{\"type\":\"user.created\",\"data\":{\"name\":\"x\"}}|no data.id",
                "{\"type\":\"user.created\",\"data\":{\"id\":\"u\",\"updated_at\":\"soon\"}}|RFC 3339",
                "{\"type\":\"user.created\",\"data\":{\"id\":\"u\",\"id\":\"v\"}}|twice in one object",
            })
    void shouldGiveUpBadEventWithItsReason(String body, String reason) {
        UUID organization = TestOrganizations.active();
        UUID bad = UUID.randomUUID();
        UUID good = UUID.randomUUID();

        topics.sendAll(List.of(
                Webhooks.record(organization, bad, "user", "k", body),
                user(organization, good, "user.created", "k", T1, 1, "good")));

        JsonPath dead = Webhooks.awaitEvent(organization, bad, "DEAD");
        assertThat(dead.getString("reason")).contains(reason);
        Webhooks.awaitEvent(organization, good, "PROCESSED");
        Api.admin(organization)
                .get("/api/v1/webhooks/dead-letters")
                .then()
                .statusCode(200)
                .body("items.id", equalTo(List.of(bad.toString())));
    }

    @Test
    void shouldPassPoisonBytesToDeadLetterTopic() {
        UUID organization = TestOrganizations.active();
        UUID good = UUID.randomUUID();
        byte[] poison = ("\u0001poison " + organization).getBytes(UTF_8);
        String key = organization + "/user/usr_1";

        topics.sendAll(List.of(
                new ProducerRecord<>(Webhooks.TOPIC, key, poison),
                user(organization, good, "user.created", "usr_1", T1, 1, "good")));

        Webhooks.awaitEvent(organization, good, "PROCESSED");
        assertThat(topics.awaitKey(Webhooks.TOPIC + ".dlq", 1, key).get(0).value())
                .isEqualTo(poison);
    }

    @Test
    void shouldStoreOtherSourcesWithoutEffect() {
        UUID organization = TestOrganizations.active();
        UUID event = UUID.randomUUID();

        topics.sendAll(List.of(Webhooks.record(organization, event, "billing-tool", "k", "<xml/>")));

        JsonPath stored = Webhooks.awaitEvent(organization, event, "PROCESSED");
        assertThat(stored.getString("payload_base64")).isEqualTo("PHhtbC8+");
        assertThat(Sql.count("SELECT count(*) FROM synced_record WHERE organization_id = ?", organization))
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ping", "webhook.ping", "webhook.test"})
    void shouldTakeAPingWithoutEffect(String type) {
        // Given
        UUID organization = TestOrganizations.active();
        UUID event = UUID.randomUUID();

        // When
        topics.sendAll(List.of(Webhooks.record(organization, event, "payment", "k", "{\"type\":\"" + type + "\"}")));

        // Then
        assertThat(Webhooks.awaitEvent(organization, event, "PROCESSED").getString("outcome"))
                .isEqualTo("none");
    }

    @Test
    void shouldRetryInOrderUntilTheEffectIsStored() {
        UUID organization = TestOrganizations.active();
        UUID first = UUID.randomUUID();
        UUID second = UUID.randomUUID();
        UUID other = UUID.randomUUID();
        Refusals.refuse(organization, "usr_1");

        topics.sendAll(List.of(
                user(organization, first, "user.created", "usr_1", T1, 1, "one"),
                user(organization, other, "user.created", "usr_2", T1, 1, "other")));
        Webhooks.awaitEvent(organization, first, "RETRY");
        Webhooks.awaitEvent(organization, other, "PROCESSED");
        topics.sendAll(List.of(user(organization, second, "user.updated", "usr_1", T2, 2, "two")));
        Webhooks.awaitEvent(organization, second, "PARKED");
        Refusals.allow(organization);

        JsonPath retried = Webhooks.awaitEvent(organization, first, "PROCESSED");
        JsonPath parked = Webhooks.awaitEvent(organization, second, "PROCESSED");
        assertThat(retried.getList("attempt_log.error")).hasSizeGreaterThan(1).endsWith((Object) null);
        assertThat(time(parked)).isAfterOrEqualTo(time(retried));
        assertThat(usage(organization, "PROCESSED", 3)).isEqualTo(3);
        until(() -> drained(organization));
    }

    @Test
    void shouldGiveUpAfterLastAttemptAndReplay() {
        UUID organization = TestOrganizations.active();
        UUID event = UUID.randomUUID();
        Refusals.refuse(organization, "usr_1");
        topics.sendAll(List.of(user(organization, event, "user.created", "usr_1", T1, 1, "one")));
        JsonPath dead = Webhooks.awaitEvent(organization, event, "DEAD");
        assertThat(dead.getInt("attempts")).isEqualTo(4);
        Refusals.allow(organization);

        Api.admin(organization)
                .post("/api/v1/webhooks/events/" + event + "/replay")
                .then()
                .statusCode(202);

        Webhooks.awaitEvent(organization, event, "PROCESSED");
        Api.admin(organization).get("/api/v1/integrations/data/users").then().body("items", hasSize(1));
        assertThat(topics.awaitChange(organization, "webhook_event.replayed")
                        .path("resource_id")
                        .asText())
                .isEqualTo(event.toString());
    }

    @Test
    void shouldReplayWhatAFilterNames() {
        UUID organization = TestOrganizations.active();
        List<UUID> events = List.of(UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID());
        Refusals.refuse(organization, "usr_%");
        for (int i = 0; i < events.size(); i++) {
            topics.sendAll(List.of(user(organization, events.get(i), "user.created", "usr_" + i, T1, 1, "one")));
        }
        events.forEach(event -> Webhooks.awaitEvent(organization, event, "DEAD"));
        Refusals.allow(organization);

        Api.admin(organization)
                .body(Map.of("source", "payment"))
                .post(REPLAY)
                .then()
                .statusCode(202)
                .body("replayed", equalTo(0))
                .body("more", equalTo(false));
        Api.admin(organization)
                .body(Map.of("source", "user", "type", "user.created", "since", "2020-01-01T00:00:00Z", "limit", 2))
                .post(REPLAY)
                .then()
                .statusCode(202)
                .body("replayed", equalTo(2))
                .body("more", equalTo(true));
        Api.admin(organization).post(REPLAY).then().statusCode(202).body("replayed", equalTo(1));

        events.forEach(event -> Webhooks.awaitEvent(organization, event, "PROCESSED"));
        Api.admin(organization).get("/api/v1/integrations/data/users").then().body("items", hasSize(3));
        assertThat(topics.awaitChange(organization, "webhook_event.replayed")
                        .path("detail")
                        .path("status")
                        .asText())
                .isEqualTo("DEAD");
        Api.admin(organization)
                .body(Map.of("status", "PROCESSED"))
                .post(REPLAY)
                .then()
                .body("replayed", equalTo(3));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"status": "RETRY"}                                                         | status
            {"limit": 0}                                                                | limit
            {"limit": 1001}                                                             | limit
            {"source": "No"}                                                            | source
            {"since": "2026-01-02T00:00:00Z", "until": "2026-01-01T00:00:00Z"}          | until
            """)
    void shouldRefuseAReplayOfWhatNobodyMeans(String filter, String field) {
        Api.admin(TestOrganizations.active())
                .body(filter)
                .post(REPLAY)
                .then()
                .statusCode(422)
                .body("errors[0].field", equalTo(field));
    }

    @Test
    void shouldProcessWhatIsDueOnRequest() {
        UUID organization = TestOrganizations.active();
        UUID event = UUID.randomUUID();
        topics.sendAll(List.of(user(organization, event, "user.created", "usr_1", T1, 1, "one")));
        Webhooks.awaitEvent(organization, event, "PROCESSED");

        Api.admin(organization)
                .post("/api/v1/webhooks/process")
                .then()
                .statusCode(200)
                .body("processed", equalTo(0))
                .body("dead", equalTo(0));
    }

    @Test
    void shouldTellStatistics() {
        UUID organization = TestOrganizations.active();
        UUID bad = UUID.randomUUID();
        UUID good = UUID.randomUUID();
        topics.sendAll(List.of(
                Webhooks.record(organization, bad, "payment", "x", "{}"),
                user(organization, good, "user.created", "usr_1", T1, 1, "one")));
        Webhooks.awaitEvent(organization, bad, "DEAD");
        Webhooks.awaitEvent(organization, good, "PROCESSED");

        Api.admin(organization)
                .get("/api/v1/webhooks/stats")
                .then()
                .statusCode(200)
                .body("total.events", equalTo(2))
                .body("total.success_rate", equalTo(0.5f))
                .body("sources.source", equalTo(List.of("payment", "user")))
                .body("sources[0].by_status.DEAD", equalTo(1))
                .body("oldest_waiting", equalTo(null));

        Api.admin(organization)
                .get("/api/v1/webhooks/stats?source=payment")
                .then()
                .statusCode(200)
                .body("total.events", equalTo(1))
                .body("sources.source", equalTo(List.of("payment")));
    }

    @Test
    void shouldPageEventsByFilter() {
        UUID organization = TestOrganizations.active();
        Set<String> sent = new TreeSet<>();
        List<ProducerRecord<String, byte[]>> records = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            UUID event = UUID.randomUUID();
            sent.add(event.toString());
            records.add(user(organization, event, "user.created", "usr_" + i, T1, 1, "n"));
        }
        records.add(Webhooks.record(organization, UUID.randomUUID(), "user", "z", "{}"));
        topics.sendAll(records);
        until(() -> Sql.count("SELECT count(*) FROM webhook_event WHERE organization_id = ?", organization) == 26);

        Set<String> seen = new TreeSet<>();
        String cursor = "";
        do {
            JsonPath page = Api.admin(organization)
                    .queryParam("status", "PROCESSED")
                    .queryParam("source", "user")
                    .queryParam("limit", 10)
                    .queryParam("cursor", cursor)
                    .get("/api/v1/webhooks/events")
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            seen.addAll(page.getList("items.id", String.class));
            cursor = page.getString("next_cursor");
        } while (cursor != null);

        assertThat(seen).isEqualTo(sent);
    }

    @Test
    void shouldSpendFourRoundTripsOnABatchWhateverItsSize() {
        List<UUID> organizations = List.of(
                TestOrganizations.active(),
                TestOrganizations.active(),
                TestOrganizations.active(),
                TestOrganizations.active());
        ingest.ingest(List.of(received(organizations.get(0), "warm"))).await().atMost(Duration.ofSeconds(10));

        // Within the share of each. On a busy machine an answer may come between the parts of one large statement: the
        // least of some counts.
        RoundTrips trips = IntStream.range(0, 4)
                .mapToObj(n -> costOfBatch(organizations, n))
                .min(Comparator.comparingInt(RoundTrips::statements).thenComparingInt(RoundTrips::waits))
                .orElseThrow();

        assertThat(trips.statements()).isEqualTo(7);
        assertThat(trips.waits()).isLessThanOrEqualTo(3);
    }

    private RoundTrips costOfBatch(List<UUID> organizations, int n) {
        List<ReceivedWebhook> batch = IntStream.range(0, 200)
                .mapToObj(i -> received(organizations.get(i % 4), "usr_" + n + "_" + i))
                .toList();
        return proxy.measure(
                "integration_ingest", () -> ingest.ingest(batch).await().atMost(Duration.ofSeconds(20)));
    }

    @Test
    void shouldStoreOnceWhatTheInboxHasForgottenAndTheEventStoreHas() {
        // Given
        UUID organization = TestOrganizations.active();
        ReceivedWebhook stored = received(organization, "usr_1");
        await(ingest.ingest(List.of(stored, received(organization, "usr_2"))));
        Sql.execute("DELETE FROM webhook_inbox WHERE organization_id = '" + organization + "'");

        // When
        await(ingest.ingest(List.of(stored, received(organization, "usr_3"))));

        // Then
        until(() -> Sql.count("SELECT count(*) FROM synced_record WHERE organization_id = ?", organization) == 3);
        until(() -> Sql.count("SELECT count(*) FROM webhook_bundle WHERE organization_id = ?", organization) == 0);
        assertThat(Sql.count("SELECT count(*) FROM webhook_event WHERE organization_id = ?", organization))
                .isEqualTo(3);
    }

    @Test
    void shouldLoseAndDoubleNothingWhenTheDatabaseGoesAway() {
        UUID organization = TestOrganizations.active();
        List<ProducerRecord<String, byte[]>> records = IntStream.range(0, 300)
                .mapToObj(i -> user(organization, UUID.randomUUID(), "user.created", "usr_" + i, T1, 1, "n" + i))
                .toList();

        for (int from = 0; from < 300; from += 100) {
            topics.sendAll(records.subList(from, from + 100));
            proxy.cutConnections();
        }

        until(() -> Sql.count(
                        "SELECT count(*) FROM webhook_event WHERE organization_id = ? AND state = 'PROCESSED'",
                        organization)
                == 300);
        assertThat(Sql.count("SELECT count(*) FROM synced_record WHERE organization_id = ?", organization))
                .isEqualTo(300);
        assertThat(usage(organization, "PROCESSED", 300)).isEqualTo(300);
    }

    /** A long transaction of one organization holds its rows, and no consumer waits for that with everybody's events. */
    @Test
    void shouldNotKeepOthersWaitingForRowsThatStayLocked() throws SQLException {
        // Given
        UUID locked = TestOrganizations.active();
        UUID other = TestOrganizations.active();
        await(ingest.ingest(List.of(received(locked, "usr_1"))));
        try (Connection holder = TestDatabase.of("integration").connect("owner");
                PreparedStatement lock =
                        holder.prepareStatement("SELECT FROM synced_record WHERE organization_id = ? FOR UPDATE")) {
            holder.setAutoCommit(false);
            lock.setObject(1, locked);
            lock.execute();

            // When
            await(ingest.ingest(List.of(received(locked, "usr_1"), received(other, "usr_2"))));

            // Then
            assertThat(processed(other)).isEqualTo(1);
            assertThat(processed(locked)).isEqualTo(1);
            holder.rollback();
        }
        until(() -> processed(locked) == 2);
    }

    private static void await(Uni<Void> work) {
        work.await().atMost(Duration.ofSeconds(20));
    }

    private static long processed(UUID organization) {
        return Sql.count(
                "SELECT count(*) FROM webhook_event WHERE state = 'PROCESSED' AND organization_id = ?", organization);
    }

    @Test
    void shouldHideEventsFromOtherOrganizations() {
        UUID organization = TestOrganizations.active();
        UUID stranger = TestOrganizations.active();
        UUID event = UUID.randomUUID();
        topics.sendAll(List.of(user(organization, event, "user.created", "usr_1", T1, 1, "one")));
        Webhooks.awaitEvent(organization, event, "PROCESSED");

        Api.admin(stranger).get("/api/v1/webhooks/events/" + event).then().statusCode(404);
        Api.admin(stranger)
                .post("/api/v1/webhooks/events/" + event + "/replay")
                .then()
                .statusCode(404);
        Api.admin(stranger).get("/api/v1/webhooks/events").then().body("items", hasSize(0));
        Api.admin(stranger).get("/api/v1/integrations/data/users").then().body("items", hasSize(0));
    }

    private ReceivedWebhook received(UUID organization, String id) {
        return new ReceivedWebhook(
                organization,
                UUID.randomUUID(),
                "user",
                "msg",
                null,
                null,
                "application/json",
                Webhooks.user("user.created", id, T1, 1, "n").getBytes(UTF_8),
                OffsetDateTime.now());
    }

    private static ProducerRecord<String, byte[]> user(
            UUID organization, UUID event, String type, String id, String updatedAt, int version, String name) {
        return Webhooks.record(organization, event, "user", id, Webhooks.user(type, id, updatedAt, version, name));
    }

    private static OffsetDateTime time(JsonPath event) {
        return OffsetDateTime.parse(event.getString("finished_at"));
    }

    private static boolean drained(UUID organization) {
        String waiting = "SELECT count(*) FROM due_work WHERE organization_id = ? AND kind LIKE 'webhook%'";
        return Sql.count(waiting, organization) == 0;
    }

    private long usage(UUID organization, String state, long expected) {
        return Awaitility.await("usage")
                .atMost(Duration.ofSeconds(20))
                .until(
                        () -> topics.read("atrium.usage.v1").stream()
                                .filter(record -> organization.toString().equals(record.key()))
                                .map(record -> Json.parse(record.value()).path("data"))
                                .filter(data -> data.path("dimensions")
                                        .path("state")
                                        .asText()
                                        .equals(state))
                                .mapToLong(data -> data.path("count").asLong())
                                .sum(),
                        sum -> sum >= expected);
    }

    private static void until(Callable<Boolean> condition) {
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(condition);
    }
}
