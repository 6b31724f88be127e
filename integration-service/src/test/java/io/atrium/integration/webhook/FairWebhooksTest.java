package io.atrium.integration.webhook;

import static io.atrium.integration.webhook.ReceivedWebhooks.event;
import static io.atrium.integration.webhook.ReceivedWebhooks.user;
import static org.assertj.core.api.Assertions.assertThat;

import io.atrium.integration.Api;
import io.atrium.integration.Json;
import io.atrium.integration.Refusals;
import io.atrium.integration.Sql;
import io.atrium.integration.Webhooks;
import io.atrium.kit.testing.AtriumKafka;
import io.atrium.kit.testing.AtriumPostgres;
import io.atrium.kit.testing.TestDatabase;
import io.atrium.kit.testing.TestOrganizations;
import io.atrium.kit.testing.TestTopics;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What one organization's webhooks may do to another's. */
@QuarkusTest
@QuarkusTestResource(AtriumPostgres.class)
@QuarkusTestResource(AtriumKafka.class)
class FairWebhooksTest {

    private static final String T1 = "2026-03-01T10:00:00Z";
    private static final String EVENTS = "SELECT count(*) FROM webhook_event WHERE organization_id = ?";

    TestTopics topics;

    @Inject
    WebhookIngest ingest;

    @Inject
    MeterRegistry registry;

    @Test
    void shouldStoreWhatExceedsAShareForLaterAndKeepTheOrderOfEachEntity() {
        UUID busy = TestOrganizations.active();
        UUID other = TestOrganizations.active();
        double deferred = registry.counter("atrium.webhook.deferred").count();
        List<ReceivedWebhook> batch = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            batch.add(user(busy, "usr_" + i % 100, "name " + i));
        }
        batch.add(user(other, "usr_1", "other"));

        ingest(batch);

        assertThat(Sql.count(EVENTS + " AND state = 'PROCESSED'", other)).isEqualTo(1);
        assertThat(registry.counter("atrium.webhook.deferred").count() - deferred)
                .isGreaterThanOrEqualTo(350);
        until(() -> Sql.count(EVENTS + " AND state = 'PROCESSED'", busy) == 400);
        assertThat(Sql.count(
                        "SELECT count(*) FROM synced_record WHERE organization_id = ?"
                                + " AND record ->> 'name' = 'name ' || (300 + substr(external_id, 5)::int)",
                        busy))
                .isEqualTo(100);
        until(() -> usage(busy) >= 400);
        assertThat(usage(busy)).isEqualTo(400);
        until(() -> Sql.count("SELECT count(*) FROM due_work WHERE organization_id = ? AND kind LIKE 'webhook%'", busy)
                == 0);
    }

    @Test
    void shouldParkLaterEventsBehindThoseOfTheirEntityThatWait() {
        UUID organization = TestOrganizations.active();
        Sql.execute(parked(organization, "true", 3, "usr_1"));
        double deferred = registry.counter("atrium.webhook.deferred").count();

        ingest(List.of(user(organization, "usr_1", "last")));

        assertThat(registry.counter("atrium.webhook.deferred").count()).isEqualTo(deferred + 1);
        until(() -> Sql.count(EVENTS + " AND state = 'PROCESSED'", organization) == 4);
        Api.admin(organization)
                .get("/api/v1/integrations/data/users")
                .then()
                .body("items[0].record.name", org.hamcrest.Matchers.equalTo("last"));
    }

    @Test
    void shouldKeepFailuresWithTheOrganizationThatCausedThem() {
        UUID failing = TestOrganizations.active();
        UUID other = TestOrganizations.active();
        Refusals.refuse(failing, "bad_%");
        List<ReceivedWebhook> batch = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            batch.add(user(failing, (i % 10 == 0 ? "bad_" : "good_") + i, "n"));
            batch.add(user(other, "usr_" + i, "n"));
        }

        ingest(batch);

        assertThat(Sql.count(EVENTS + " AND state = 'PROCESSED'", other)).isEqualTo(40);
        until(() -> Sql.count(EVENTS + " AND state = 'PROCESSED'", failing) == 36);
        until(() -> Sql.count(EVENTS + " AND state = 'DEAD'", failing) == 4);
        Refusals.allow(failing);
    }

    @ParameterizedTest
    @ValueSource(strings = {"40P01", "40001", "55P03"})
    void shouldKeepConflictsWithTheOrganizationWhoseRowsTheyAreOf(String state) {
        // Given
        UUID conflicting = TestOrganizations.active();
        UUID other = TestOrganizations.active();
        Refusals.refuse(conflicting, "%", state);

        // When
        ingest(List.of(user(conflicting, "usr_1", "n"), user(other, "usr_1", "n")));

        // Then
        assertThat(Sql.count(EVENTS + " AND state = 'PROCESSED'", other)).isEqualTo(1);
        Refusals.allow(conflicting);
        until(() -> Sql.count(EVENTS + " AND state = 'PROCESSED'", conflicting) == 1);
    }

    @Test
    void shouldNotWaitAgainForRowsThatWereLockedAMomentAgo() throws SQLException {
        // Given
        UUID locked = TestOrganizations.active();
        UUID other = TestOrganizations.active();
        ingest(List.of(user(locked, "usr_1", "n")));
        try (Connection sync = TestDatabase.of("integration").connect("owner")) {
            sync.setAutoCommit(false);
            sync.createStatement()
                    .execute("SELECT FROM synced_record WHERE organization_id = '" + locked + "' FOR UPDATE");
            ingest(List.of(user(locked, "usr_1", "waits"), user(other, "usr_1", "n")));
            long began = System.nanoTime();

            // When
            ingest(List.of(user(locked, "usr_1", "waits too"), user(other, "usr_2", "n")));

            // Then
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofMillis(900));
            assertThat(Sql.count(EVENTS + " AND state = 'PROCESSED'", other)).isEqualTo(2);
            sync.rollback();
        }
        until(() -> Sql.count(EVENTS + " AND state = 'PROCESSED'", locked) == 3);
    }

    @Test
    void shouldWorkOffTenThousandEventsOfOneEntity() {
        UUID organization = TestOrganizations.active();
        Sql.execute(parked(organization, "true", 10_000, "usr_1"));
        Sql.execute(due(organization, "webhook_backlog", "events"));

        until(() -> Sql.count(EVENTS + " AND state = 'PROCESSED'", organization) == 10_000);
    }

    @Test
    void shouldWorkOffALongBacklogWhateverTheDatabaseKnowsOfIt() {
        UUID organization = TestOrganizations.active();
        Sql.execute("INSERT INTO webhook_event (organization_id, event_id, source, chain, provider_event_id, payload,"
                + " received_at, state, attempts, backlog) SELECT '" + organization
                + "', gen_random_uuid(), 'user', 'user/' || n, 'm', convert_to('"
                + Webhooks.user("user.updated", "usr_1", T1, 0, "n")
                + "', 'UTF8'), now(), 'PARKED', 0, true FROM generate_series(1, 20000) n");
        Sql.execute(due(organization, "webhook_backlog", "events"));

        until(() -> Sql.count(EVENTS + " AND state = 'PROCESSED'", organization) == 20_000);
    }

    @Test
    void shouldWorkOffALongChainAndLetOthersBetween() {
        UUID organization = TestOrganizations.active();
        UUID other = TestOrganizations.active();
        Sql.execute(parked(organization, "false", 1_000, "usr_1"));
        Sql.execute(due(organization, "webhook_chain", "user/usr_1"));
        Sql.execute(parked(other, "false", 1, "usr_1"));
        Sql.execute(due(other, "webhook_chain", "user/usr_1"));

        until(() -> Sql.count(EVENTS + " AND state = 'PROCESSED'", other) == 1);

        until(() -> Sql.count(EVENTS + " AND state = 'PROCESSED'", organization) == 1_000);
    }

    @Test
    void shouldCountAnEventOnceWhateverIsReplayed() {
        UUID organization = TestOrganizations.active();
        ReceivedWebhook event = user(organization, "usr_1", "one");
        ingest(List.of(event));
        until(() -> usage(organization) == 1);
        double before = stats(organization).getDouble("total.processing_ms.p50");
        Sql.execute("UPDATE webhook_event SET received_at = received_at - interval '1 hour' WHERE organization_id = '"
                + organization + "'");

        Api.admin(organization)
                .post("/api/v1/webhooks/events/" + event.eventId() + "/replay")
                .then()
                .statusCode(202);

        until(() -> Sql.count(EVENTS + " AND state = 'PROCESSED' AND jsonb_array_length(attempt_log) = 2", organization)
                == 1);
        ingest(List.of(user(organization, "usr_2", "two")));
        until(() -> usage(organization) >= 2);
        assertThat(usage(organization)).isEqualTo(2);
        assertThat(stats(organization).getDouble("total.processing_ms.p95")).isLessThan(before + 60_000);
    }

    @Test
    void shouldCountNoMoreThanABoundForStatistics() {
        UUID organization = TestOrganizations.active();
        Sql.execute("INSERT INTO webhook_event (organization_id, event_id, source, chain, provider_event_id, payload,"
                + " received_at, state) SELECT '" + organization
                + "', gen_random_uuid(), 'user', 'user/' || n, 'm', '',"
                + " now() - make_interval(secs => n * 0.01), 'PROCESSED' FROM generate_series(1, 100001) n");

        Api.admin(organization)
                .get("/api/v1/webhooks/stats?since=2020-01-01T00:00:00Z")
                .then()
                .statusCode(422)
                .body("errors[0].field", org.hamcrest.Matchers.equalTo("since"));
        JsonPath bounded = stats(organization);
        assertThat(bounded.getLong("total.events")).isEqualTo(100_000);
        assertThat(OffsetDateTime.parse(bounded.getString("since")))
                .isAfter(OffsetDateTime.now().minusHours(1));
    }

    @Test
    void shouldAnswerProcessInBoundedTimeAndNeverWithAnError() {
        UUID organization = TestOrganizations.active();
        Sql.execute("INSERT INTO due_work (organization_id, kind, ref) SELECT '" + organization
                + "', 'webhook_chain', 'user/usr_' || n FROM generate_series(1, 3000) n");
        Sql.execute(parked(organization, "false", 200, "usr_1"));
        long began = System.nanoTime();

        List<CompletableFuture<Response>> calls = IntStream.range(0, 4)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> Api.admin(organization).post("/api/v1/webhooks/process")))
                .toList();

        assertThat(calls)
                .allSatisfy(call -> assertThat(call.join().statusCode()).isIn(200, 429));
        assertThat(calls.stream().filter(call -> call.join().statusCode() == 200))
                .isNotEmpty();
        assertThat(calls.stream().filter(call -> call.join().statusCode() == 429))
                .allSatisfy(
                        call -> assertThat(call.join().header("Retry-After")).isNotNull());
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(15));
        Sql.execute("DELETE FROM due_work WHERE organization_id = '" + organization + "'");
    }

    @Test
    void shouldReadBackNumbersThatAreWrittenShort() {
        UUID organization = TestOrganizations.active();
        String numbers = "1e131000,".repeat(3000) + "1e1001,0.1";
        String body = "{\"type\":\"payment.created\",\"data\":{\"id\":\"pay_1\",\"amount\":[" + numbers + "]}}";
        UUID event = UUID.randomUUID();

        ingest(List.of(event(organization, event, "payment", body)));

        assertThat(Api.admin(organization)
                        .get("/api/v1/integrations/data/payments")
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString())
                .contains(numbers);
        assertThat(Api.admin(organization)
                        .get("/api/v1/webhooks/events/" + event)
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString())
                .contains(numbers);
    }

    @Test
    void shouldEndAPageOfLargeRecordsByItsBytes() {
        UUID organization = TestOrganizations.active();
        Sql.execute("INSERT INTO synced_record (organization_id, kind, external_id, record, updated_at, updated_order,"
                + " told_at, origin, origin_id) SELECT '" + organization
                + "', 'users', 'usr_' || lpad(n::text, 3, '0'),"
                + " json_build_object('text', repeat('x', 200000)), now(), 'x', 'x', 'sync', gen_random_uuid()"
                + " FROM generate_series(1, 20) n");
        List<String> seen = new ArrayList<>();
        String cursor = "";
        do {
            Response page = Api.admin(organization)
                    .queryParam("limit", 200)
                    .queryParam("cursor", cursor)
                    .get("/api/v1/integrations/data/users");
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.asByteArray().length).isLessThan(1_300_000);
            seen.addAll(page.jsonPath().getList("items.external_id", String.class));
            cursor = page.jsonPath().getString("next_cursor");
        } while (cursor != null);

        assertThat(seen).hasSize(20).doesNotHaveDuplicates().isSorted();
    }

    private void ingest(List<ReceivedWebhook> batch) {
        ingest.ingest(batch).await().atMost(Duration.ofSeconds(20));
    }

    private static String parked(UUID organization, String backlog, int count, String id) {
        return "INSERT INTO webhook_event (organization_id, event_id, source, chain, provider_event_id, payload,"
                + " received_at, state, attempts, backlog) SELECT '" + organization
                + "', gen_random_uuid(), 'user', 'user/"
                + id + "', 'm', convert_to('" + Webhooks.user("user.updated", id, T1, 0, "n")
                + "', 'UTF8'), now(), 'PARKED', 0, " + backlog + " FROM generate_series(1, " + count + ")";
    }

    private static String due(UUID organization, String kind, String ref) {
        return "INSERT INTO due_work (organization_id, kind, ref) VALUES ('" + organization + "', '" + kind + "', '"
                + ref + "')";
    }

    private static JsonPath stats(UUID organization) {
        return Api.admin(organization)
                .get("/api/v1/webhooks/stats")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private long usage(UUID organization) {
        return topics.read("atrium.usage.v1").stream()
                .filter(record -> organization.toString().equals(record.key()))
                .map(record -> Json.parse(record.value()).path("data"))
                // calls of the API are counted there too
                .filter(data -> data.path("metric").asText().equals("webhook_events"))
                .mapToLong(data -> data.path("count").asLong())
                .sum();
    }

    private static void until(Callable<Boolean> condition) {
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(condition);
    }
}
