package io.atrium.audit;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;

import io.atrium.kit.testing.AtriumKafka;
import io.atrium.kit.testing.AtriumPostgres;
import io.atrium.kit.testing.TestDatabase;
import io.atrium.kit.testing.TestOrganizations;
import io.atrium.kit.testing.TestTokens;
import io.atrium.kit.testing.TestTopics;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(AtriumPostgres.class)
@WithTestResource(AtriumKafka.class)
class ChainIsolationTest {
    /** As the README of this module says. */
    private static final String MEND = """
            INSERT INTO audit_heads (organization_id, seq, hash, recorded_at)
            SELECT organization_id, seq, hash, recorded_at FROM audit_events WHERE organization_id = '%s'
             ORDER BY seq DESC LIMIT 1
            ON CONFLICT (organization_id) DO UPDATE
               SET seq = excluded.seq, hash = excluded.hash, recorded_at = excluded.recorded_at,
                   version = audit_heads.version + 1""";

    private final UUID damaged = TestOrganizations.active();
    private final UUID other = TestOrganizations.active();

    @Test
    void shouldHoldNobodyWhileAHeadIsLocked() throws Exception {
        List<UUID> expected = new ArrayList<>(Changes.sendAndAwait(damaged, 2));
        try (Connection owner = TestDatabase.of("audit").connect("owner");
                Statement statement = owner.createStatement()) {
            owner.setAutoCommit(false);
            statement.execute("SELECT FROM audit_heads WHERE organization_id = '" + damaged + "' FOR UPDATE");

            expected.addAll(sendInterleaved(20));

            Changes.awaitCount(other, 20);
            awaitWaiting(20);
            assertThat(Changes.count(damaged)).isEqualTo(2);
            assertThat(RestAssured.get("/q/health/ready").statusCode()).isEqualTo(200);
            await().atMost(Duration.ofSeconds(15)).until(() -> metric("atrium_audit_backlog_changes") >= 20);
            assertThat(metric("atrium_audit_backlog_organizations")).isPositive();
            owner.rollback();
        }

        expected.addAll(sendInterleaved(5));
        Changes.awaitCount(damaged, 27);
        assertThat(eventsOf(damaged)).isEqualTo(strings(expected));
        assertWhole(damaged, 27);
        awaitWaiting(0);
    }

    @Test
    void shouldNotWaitForAHeadThatSomebodyElseIsMaking() throws Exception {
        try (Connection owner = TestDatabase.of("audit").connect("owner");
                Statement statement = owner.createStatement()) {
            owner.setAutoCommit(false);
            statement.execute("INSERT INTO audit_heads (organization_id) VALUES ('" + damaged + "')");

            sendInterleaved(5);

            Changes.awaitCount(other, 5);
            awaitWaiting(5);
            owner.rollback();
        }
        Changes.awaitCount(damaged, 5);
        assertWhole(damaged, 5);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // a foreign row where the next one belongs
                "INSERT INTO audit_events SELECT organization_id, month, seq + 1, gen_random_uuid(), recorded_at, "
                        + "clock_skew, digest, hash FROM audit_events WHERE seq = 3 AND organization_id = '%s'",
                "UPDATE audit_heads SET seq = 1 WHERE organization_id = '%s'",
                "DELETE FROM audit_heads WHERE organization_id = '%s'"
            })
    void shouldKeepTheRecordsOfADamagedChainUntilItIsMended(String damage) throws Exception {
        List<UUID> expected = new ArrayList<>(Changes.sendAndAwait(damaged, 3));
        Changes.tamper(damage.formatted(damaged));
        long before = Changes.count(damaged);

        expected.addAll(sendInterleaved(20));

        Changes.awaitCount(other, 20);
        awaitWaiting(20);
        assertThat(Changes.count(damaged)).isEqualTo(before);
        assertThat(RestAssured.get("/q/health/ready").statusCode()).isEqualTo(200);
        assertThat(TestTopics.shared().read(Changes.TOPIC + ".dlq"))
                .noneMatch(letter -> damaged.toString().equals(letter.key()));

        try (Connection owner = TestDatabase.of("audit").connect("owner");
                Statement statement = owner.createStatement()) {
            statement.execute(MEND.formatted(damaged));
        }
        Changes.awaitCount(damaged, (int) before + 20);
        assertThat(eventsOf(damaged)).containsSubsequence(strings(expected));
        if (before == 3) {
            assertWhole(damaged, 23);
        }
    }

    @Test
    void shouldAppendAnEventOnceThatTheChainHasAlready() {
        List<UUID> known = Changes.sendAndAwait(damaged, 3);
        Changes.tamper("DELETE FROM atrium.inbox WHERE organization_id = '" + damaged + "'");

        TestTopics.shared()
                .send(
                        Changes.TOPIC,
                        damaged.toString(),
                        Changes.event(known.get(1), damaged, Changes.data(damaged, "thing.changed")));
        UUID next = Changes.send(damaged, Changes.data(damaged, "thing.ended"));

        Changes.awaitCount(damaged, 4);
        assertThat(eventsOf(damaged)).endsWith(next.toString()).doesNotHaveDuplicates();
        awaitWaiting(0);
    }

    /** A change of each organization in turn, all in one partition; answers the ids of the damaged one's. */
    private List<UUID> sendInterleaved(int count) {
        List<UUID> ids = new ArrayList<>();
        List<ProducerRecord<String, byte[]>> records = new ArrayList<>();
        IntStream.range(0, count).forEach(i -> {
            UUID id = UUID.randomUUID();
            ids.add(id);
            records.add(record(id, damaged));
            records.add(record(UUID.randomUUID(), other));
        });
        TestTopics.shared().sendAll(records);
        return ids;
    }

    private static ProducerRecord<String, byte[]> record(UUID id, UUID organization) {
        Map<String, Object> data = Changes.data(organization, "thing.changed");
        return new ProducerRecord<>(Changes.TOPIC, 0, organization.toString(), Changes.event(id, organization, data));
    }

    private void awaitWaiting(int count) {
        await().atMost(Duration.ofSeconds(15))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> Changes.one(
                                "SELECT count(*) FROM pending_changes WHERE organization_id = '" + damaged + "'")
                        .equals(Integer.toString(count)));
    }

    private static void assertWhole(UUID organization, int events) {
        given().header("Authorization", "Bearer " + TestTokens.forRequest(organization, "ORG_ADMIN"))
                .get("/api/v1/audit/verify")
                .then()
                .statusCode(200)
                .body("verified", is(true))
                .body("events", is(events));
    }

    private static List<String> eventsOf(UUID organization) {
        return Changes.column(
                "SELECT event_id FROM audit_events WHERE organization_id = '" + organization + "' ORDER BY seq");
    }

    private static List<String> strings(List<UUID> ids) {
        return ids.stream().map(UUID::toString).toList();
    }

    private static double metric(String name) {
        String metrics = new String(RestAssured.get("/q/metrics").asByteArray(), StandardCharsets.UTF_8);
        return metrics.lines()
                .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }
}
