package io.atrium.integration.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.atrium.integration.Api;
import io.atrium.integration.Sql;
import io.atrium.integration.Webhooks;
import io.atrium.kit.testing.AtriumKafka;
import io.atrium.kit.testing.AtriumPostgres;
import io.atrium.kit.testing.TestOrganizations;
import io.atrium.kit.testing.TestTopics;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(AtriumPostgres.class)
@QuarkusTestResource(AtriumKafka.class)
class RecordOrderTest {

    private static final String SECOND = "2026-03-01T10:00:00Z";
    private static final String PAYMENTS = "/api/v1/integrations/data/payments";

    TestTopics topics;

    /** An event is {@code updated_at@timestamp}, {@code -} for what it does not say. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // created, then succeeded, within a second
                "2026-03-01T10:00:00Z@2026-03-01T10:00:00Z,2026-03-01T10:00:00Z@2026-03-01T10:00:00Z|1|applied,applied",
                "2026-03-01T10:00:00Z@2026-03-01T10:00:00Z,2026-03-01T10:00:00Z@2026-03-01T10:00:01Z|1|applied,applied",
                // the event's own timestamp comes before the order of receipt
                "2026-03-01T10:00:00Z@2026-03-01T10:00:01Z,2026-03-01T10:00:00Z@2026-03-01T10:00:00Z|0|applied,superseded",
                "2026-03-01T10:00:00Z@2026-03-01T10:00:00.0000002Z,2026-03-01T10:00:00Z@2026-03-01T10:00:00.0000001Z"
                        + "|0|applied,superseded",
                // all digits count, and none that says nothing
                "2026-03-01T10:00:00.00000012Z@-,2026-03-01T10:00:00.0000001Z@-|0|applied,superseded",
                "2026-03-01T10:00:00.0000001Z@-,2026-03-01T10:00:00.00000012Z@-|1|applied,applied",
                "2026-03-01T10:00:00.123456789012345678901234567891Z@-,2026-03-01T10:00:00.12345678901234567890123456789Z@-"
                        + "|0|applied,superseded",
                "2026-03-01T10:00:00.500Z@-,2026-03-01T10:00:00.5Z@-|1|applied,applied",
                // offsets are told apart by their moment alone
                "2026-03-01T12:00:00+02:00@-,2026-03-01T10:00:00Z@-|1|applied,applied",
                "2026-03-01T12:00:01+02:00@-,2026-03-01T10:00:00Z@-|0|applied,superseded",
                // a leap second
                "2016-12-31T23:59:60Z@-,2016-12-31T23:59:59.999Z@-|0|applied,superseded",
                "2016-12-31T23:59:60.5Z@-,2017-01-01T00:00:00Z@-|1|applied,applied",
                // neither says when: the order of receipt
                "-@-,-@-|1|applied,applied",
                "2026-03-01T10:00:02Z@-,2026-03-01T10:00:00Z@-,2026-03-01T10:00:01Z@-|0|applied,superseded,superseded"
            })
    void shouldOrderVersions(String events, int newest, String outcomes) {
        UUID organization = TestOrganizations.active();
        List<UUID> sent = new ArrayList<>();

        for (String event : events.split(",")) {
            String[] times = event.split("@");
            sent.add(send(organization, "payment.succeeded", times[0], times[1], "\"status\":" + sent.size()));
        }

        List<String> found = sent.stream()
                .map(event -> processed(organization, event).getString("outcome"))
                .toList();
        assertThat(String.join(",", found)).isEqualTo(outcomes);
        assertThat(records(organization).getInt("items[0].record.status")).isEqualTo(newest);
    }

    @Test
    void shouldNotLetATimeFarAheadStopARecord() {
        // Given
        UUID organization = TestOrganizations.active();
        UUID ahead =
                send(organization, "payment.created", "9999-12-31T23:59:59Z", "9999-12-31T23:59:60Z", "\"status\":1");
        processed(organization, ahead);

        // When
        UUID next = send(organization, "payment.succeeded", "9999-12-31T23:59:59Z", "-", "\"status\":2");

        // Then
        assertThat(processed(organization, next).getString("outcome")).isEqualTo("applied");
        assertThat(records(organization).getInt("items[0].record.status")).isEqualTo(2);
        assertThat(processed(organization, ahead).getString("detail")).contains("after the receipt");
    }

    @Test
    void shouldOrderVersionsTheSameWithinOneBatch() {
        UUID organization = TestOrganizations.active();
        UUID known = send(organization, "payment.created", "2026-03-01T10:00:02Z", "-", "\"status\":2");
        processed(organization, known);
        UUID older = UUID.randomUUID();
        UUID newest = UUID.randomUUID();

        topics.sendAll(List.of(
                Webhooks.record(
                        organization, older, "payment", "p", body("payment.created", "2026-03-01T10:00:01Z", "-", "")),
                Webhooks.record(
                        organization,
                        newest,
                        "payment",
                        "p",
                        body("payment.created", "2026-03-01T10:00:03Z", "-", ",\"status\":3"))));

        assertThat(processed(organization, older).getString("outcome")).isEqualTo("superseded");
        assertThat(processed(organization, newest).getString("outcome")).isEqualTo("applied");
        assertThat(records(organization).getInt("items[0].record.status")).isEqualTo(3);
    }

    @Test
    void shouldKeepTheOriginalPlaceOfAReplay() {
        UUID organization = TestOrganizations.active();
        UUID created = send(organization, "payment.created", SECOND, SECOND, "\"status\":1");
        UUID succeeded = send(organization, "payment.succeeded", SECOND, SECOND, "\"status\":2");
        processed(organization, succeeded);

        replay(organization, created);
        JsonPath superseded = processed(organization, created);
        replay(organization, succeeded);
        JsonPath applied = processed(organization, succeeded);

        assertThat(superseded.getString("outcome")).isEqualTo("superseded");
        assertThat(superseded.getList("attempt_log")).hasSize(2);
        assertThat(applied.getString("outcome")).isEqualTo("applied");
        JsonPath records = records(organization);
        assertThat(records.getInt("items[0].record.status")).isEqualTo(2);
        assertThat(records.getInt("items[0].version")).isEqualTo(1);
        assertThat(Api.admin(organization)
                        .get("/api/v1/webhooks/stats")
                        .jsonPath()
                        .getInt("total.by_status.PROCESSED"))
                .isEqualTo(2);
        assertThat(Api.admin(organization)
                        .get("/api/v1/webhooks/events")
                        .jsonPath()
                        .getList("items.outcome"))
                .containsExactly("applied", "superseded");
    }

    @Test
    void shouldGiveDeletionsTheirPlace() {
        UUID organization = TestOrganizations.active();
        UUID deleted = UUID.randomUUID();
        UUID late = UUID.randomUUID();
        topics.sendAll(List.of(Webhooks.record(
                organization, deleted, "user", "u", user("user.deleted", "2026-03-01T10:00:00.0000009Z"))));
        processed(organization, deleted);

        topics.sendAll(List.of(Webhooks.record(
                organization, late, "user", "u", user("user.updated", "2026-03-01T10:00:00.0000008Z"))));

        assertThat(processed(organization, late).getString("outcome")).isEqualTo("superseded");
        assertThat(Sql.count("SELECT count(*) FROM synced_record WHERE organization_id = ? AND deleted", organization))
                .isEqualTo(1);
    }

    @Test
    void shouldSayThatAnOwnSourceHasNoEffect() {
        UUID organization = TestOrganizations.active();
        UUID event = UUID.randomUUID();

        topics.sendAll(List.of(Webhooks.record(organization, event, "own-source", "x", "{}")));

        assertThat(processed(organization, event).getString("outcome")).isEqualTo("none");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0.100000000000000000000000001",
                "1.10",
                "1e400",
                "-0",
                "-0.0",
                "1E-7",
                "123456789012345678901234567890",
                "1.0e+2",
                "1e1000000"
            })
    void shouldGiveBackNumbersAsTheyCame(String number) {
        UUID organization = TestOrganizations.active();

        UUID event = send(organization, "payment.created", SECOND, "-", "\"z\":1,\"amount\":" + number + ",\"a\":2");

        processed(organization, event);
        assertThat(Api.admin(organization)
                        .get("/api/v1/webhooks/events/" + event)
                        .asString())
                .contains("\"z\":1,\"amount\":" + number + ",\"a\":2}");
        assertThat(Api.admin(organization).get(PAYMENTS).asString())
                .contains("\"z\":1,\"amount\":" + number + ",\"a\":2}");
    }

    @Test
    void shouldSayWhyAHugeNumberIsRefused() {
        UUID organization = TestOrganizations.active();
        UUID event = UUID.randomUUID();

        topics.sendAll(List.of(Webhooks.record(
                organization,
                event,
                "payment",
                "p",
                body("payment.created", SECOND, "-", ",\"n\":" + "1".repeat(100_000)))));

        assertThat(Webhooks.awaitEvent(organization, event, "DEAD").getString("reason"))
                .isEqualTo("The body has a number of more than 1000 characters");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "\"name\":\"a\\u0000b\"|\"name\":\"a\\ufffdb\"",
                "\"na\\u0000me\":1|\"na\\ufffdme\":1",
                "\"name\":\"\\ud800\"|\"name\":\"\\ufffd\"",
                "\"name\":\"\\udc00\\ud83d\\ude00\"|\"name\":\"\\ufffd\\ud83d\\ude00\"",
                "\"name\":\"\\\\u0000\\u0000\"|\"name\":\"\\\\u0000\\ufffd\"",
            })
    void shouldKeepRecordsWithCharactersThatCannotBeStored(String came, String kept) {
        UUID organization = TestOrganizations.active();

        UUID event = send(organization, "payment.created", SECOND, "-", came);

        assertThat(processed(organization, event).getString("detail")).contains("U+FFFD");
        assertThat(Api.admin(organization)
                        .get("/api/v1/webhooks/events/" + event)
                        .asString())
                .contains(came);
        assertThat(Api.admin(organization).get(PAYMENTS).asString()).contains(kept);
    }

    @Test
    void shouldStoreAndFindIdsAndTypesWithCharactersThatCannotBeStored() {
        UUID organization = TestOrganizations.active();
        UUID record = UUID.randomUUID();
        UUID own = UUID.randomUUID();

        topics.sendAll(List.of(
                Webhooks.record(
                        organization,
                        record,
                        "payment",
                        "p",
                        "{\"type\":\"payment.created\",\"data\":{\"id\":\"p\\u0000\\ud800\",\"n\":1}}"),
                Webhooks.record(organization, own, "own-source", "x", "{\"type\":\"a\\u0000\\udfff\"}")));

        assertThat(processed(organization, record).getString("entity_id")).isEqualTo("p\ufffd\ufffd");
        processed(organization, own);
        assertThat(Api.admin(organization)
                        .queryParam("type", "a\ufffd\ufffd")
                        .get("/api/v1/webhooks/events")
                        .jsonPath()
                        .getList("items.id"))
                .containsExactly(own.toString());
    }

    private UUID send(UUID organization, String type, String updatedAt, String timestamp, String members) {
        UUID event = UUID.randomUUID();
        topics.sendAll(List.of(
                Webhooks.record(organization, event, "payment", "p", body(type, updatedAt, timestamp, "," + members))));
        return event;
    }

    private static String body(String type, String updatedAt, String timestamp, String members) {
        return "{\"type\":\"" + type + "\"" + (timestamp.equals("-") ? "" : ",\"timestamp\":\"" + timestamp + "\"")
                + ",\"data\":{\"id\":\"pay_1\""
                + (updatedAt.equals("-") ? "" : ",\"updated_at\":\"" + updatedAt + "\"") + members + "}}";
    }

    private static String user(String type, String updatedAt) {
        return "{\"type\":\"" + type + "\",\"data\":{\"id\":\"u\",\"name\":\"n\",\"updated_at\":\"" + updatedAt
                + "\"}}";
    }

    private static void replay(UUID organization, UUID event) {
        Api.admin(organization)
                .post("/api/v1/webhooks/events/" + event + "/replay")
                .then()
                .statusCode(202);
    }

    private static JsonPath records(UUID organization) {
        return Api.admin(organization).get(PAYMENTS).jsonPath();
    }

    private static JsonPath processed(UUID organization, UUID event) {
        return Webhooks.awaitEvent(organization, event, "PROCESSED");
    }
}
