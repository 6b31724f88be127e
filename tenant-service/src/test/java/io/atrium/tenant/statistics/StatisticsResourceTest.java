package io.atrium.tenant.statistics;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.atrium.kit.testing.GoldenRecord;
import io.atrium.kit.testing.MigrationFile;
import io.atrium.kit.testing.TestDatabase;
import io.atrium.kit.testing.TestEvents;
import io.atrium.kit.testing.TestTopics;
import io.atrium.tenant.Api;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.hamcrest.Matcher;
import org.junit.jupiter.api.Test;

@QuarkusTest
class StatisticsResourceTest {
    private static final String STATS = "/api/v1/organizations/me/stats";

    @Inject
    Api api;

    private final TestTopics topics = TestTopics.shared();
    private final UUID organization = UUID.randomUUID();

    @Test
    void shouldCountUsersByRole() {
        user("USER", 3);
        user("ORG_ADMIN", 1);
        user("USER", -1);
        user("VIEWER", 1);
        user("USER", -2);

        await("users.total", 2);

        api.as(organization, "VIEWER")
                .get(STATS)
                .then()
                .statusCode(200)
                .body("users.by_role", equalTo(Map.of("ORG_ADMIN", 1, "VIEWER", 1)))
                .body("as_of", notNullValue());
    }

    @Test
    void shouldCountIntegrationsByProvider() {
        usage("configured_integrations", Map.of("provider", "user"), 1);
        usage("configured_integrations", Map.of("provider", "custom"), 2);
        usage("configured_integrations", Map.of("provider", "custom"), -1);

        await("integrations.total", 2);

        api.as(organization, "VIEWER")
                .get(STATS)
                .then()
                .body("integrations.by_provider", equalTo(Map.of("user", 1, "custom", 1)));
    }

    @Test
    void shouldSumRecordsOfTheAuditTrail() {
        usage("audit_records", Map.of(), 5);
        usage("audit_records", Map.of(), 7);

        await("audit_events.total", 12);
    }

    @Test
    void shouldCountARepeatedFactOnce() {
        byte[] fact = fact("user_accounts", Map.of("role", "USER"), 1);
        topics.send("atrium.usage.v1", organization.toString(), fact);
        topics.send("atrium.usage.v1", organization.toString(), fact);

        user("VIEWER", 1);

        await("users.by_role.VIEWER", 1);
        api.as(organization, "VIEWER").get(STATS).then().body("users.total", equalTo(2));
    }

    @Test
    void shouldKeepTheDimensionsOfAMetricThatItDoesNotKnow() throws SQLException {
        usage("seats", Map.of("role", "USER", "plan", "FREE"), 2);
        user("VIEWER", 1);

        await("users.total", 1);

        assertThat(counters()).contains("seats FREE/USER 2");
    }

    @Test
    void shouldRemoveTheCountersOfCapturedRowsWithTheMigration() throws SQLException {
        user("VIEWER", 1);
        await("users.total", 1);
        TestDatabase database = TestDatabase.of("tenant");

        List<String> left;
        try (Connection owner = database.connect("owner")) {
            owner.setAutoCommit(false);
            try (Statement statement = owner.createStatement()) {
                for (String metric : List.of("users", "integrations", "audit_events")) {
                    statement.execute(
                            "INSERT INTO counters (organization_id, metric, dimension, count, as_of) VALUES ('"
                                    + organization + "', '" + metric + "', 'x', 7, now())");
                }
            }
            MigrationFile.run(owner, database, "V007__facts_of_owners.sql");
            left = counters(owner);
            owner.rollback();
        }

        assertThat(left).contains("user_accounts VIEWER 1").noneMatch(counter -> counter.endsWith(" x 7"));
    }

    @Test
    void shouldSumWebhooksBySourceAndState() {
        usage("user", "PROCESSED", 3);
        usage("user", "DEAD", 1);
        usage("payment", "PROCESSED", 2);
        await("webhooks.total", 6);
        api.as(organization, "USER")
                .get(STATS)
                .then()
                .body("webhooks.by_state", equalTo(Map.of("PROCESSED", 5, "DEAD", 1)))
                .body("webhooks.by_source.user", equalTo(Map.of("PROCESSED", 3, "DEAD", 1)));
    }

    @Test
    void shouldSumWhatExceedsTheCountersOfAnOrganization() throws SQLException {
        // Given
        usage("payment", "PROCESSED", 1_000);

        // When
        for (int i = 0; i < 600; i++) {
            usage("renamed-" + i, i % 2 == 0 ? "PROCESSED" : "DEAD", 1);
        }

        // Then
        await("webhooks.total", 1_600);
        assertThat(counters()).hasSizeLessThanOrEqualTo(Counters.MOST + 2 + 1);
        api.as(organization, "USER")
                .get(STATS)
                .then()
                .body("webhooks.by_state", equalTo(Map.of("PROCESSED", 1_300, "DEAD", 300)))
                .body("webhooks.by_source.payment.PROCESSED", equalTo(1_000))
                .body("webhooks.by_source.size()", lessThanOrEqualTo(201))
                .body("webhooks.by_source.'(other)'.DEAD", greaterThan(100));
    }

    @Test
    void shouldSumApiCallsByService() {
        usage("api_calls", Map.of("service", "identity-service"), 3);
        usage("api_calls", Map.of("service", "identity-service"), 4);
        usage("api_calls", Map.of("service", "audit-service"), 2);
        await("api_calls.by_service.audit-service", 2);
        api.as(organization, "VIEWER").get(STATS).then().body("api_calls.by_service.identity-service", equalTo(7));
    }

    @Test
    void shouldCountIntegrationsByHealth() {
        usage("integration_health", Map.of("provider", "user", "status", "HEALTHY"), 1);
        usage("integration_health", Map.of("provider", "payment", "status", "HEALTHY"), 1);
        usage("integration_health", Map.of("provider", "payment", "status", "HEALTHY"), -1);
        usage("integration_health", Map.of("provider", "payment", "status", "UNHEALTHY"), 1);
        await("integrations.by_health.UNHEALTHY", 1);
        api.as(organization, "VIEWER")
                .get(STATS)
                .then()
                .body("integrations.by_health", equalTo(Map.of("HEALTHY", 1, "UNHEALTHY", 1)));
    }

    @Test
    void shouldCountItsOwnCalls() {
        await("api_calls.by_service.tenant-service", greaterThan(0));
    }

    @Test
    void shouldPassOverWhatCannotBeRead() {
        topics.send("atrium.usage.v1", organization.toString(), "no event");
        usage("Not a name", Map.of(), 1);
        usage("user_accounts", Map.of("role", "r".repeat(201)), 1);
        user("USER", 1);
        usage("user", "PROCESSED", 1);
        await("users.total", 1);
        await("webhooks.total", 1);
    }

    @Test
    void shouldCountEveryGoldenFact() {
        for (GoldenRecord record : GoldenRecord.of("atrium.usage.v1")) {
            topics.send("atrium.usage.v1", organization.toString(), ofOrganization(record));
        }

        await("audit_events.total", 12);
        await("users.by_role.VIEWER", 1);
        await("integrations.by_provider.payment", 1);
        await("integrations.by_health.DEGRADED", -1);
    }

    @Test
    void shouldShowNothingOfAnotherOrganization() {
        user("USER", 1);
        await("users.total", 1);
        api.as(UUID.randomUUID(), "ORG_ADMIN")
                .get(STATS)
                .then()
                .statusCode(200)
                .body("users.total", equalTo(0))
                .body("audit_events.total", equalTo(0))
                .body("as_of", nullValue());
    }

    @Test
    void shouldRefuseTheAnonymous() {
        given().get(STATS).then().statusCode(401);
    }

    private void await(String path, int value) {
        await(path, equalTo(value));
    }

    private void await(String path, Matcher<Integer> matcher) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(100))
                .untilAsserted(() ->
                        api.as(organization, "ORG_ADMIN").get(STATS).then().body(path, matcher));
    }

    private void user(String role, int count) {
        usage("user_accounts", Map.of("role", role), count);
    }

    private void usage(String source, String state, int count) {
        usage("webhook_events", Map.of("source", source, "state", state), count);
    }

    private void usage(String metric, Map<String, String> dimensions, int count) {
        topics.send("atrium.usage.v1", organization.toString(), fact(metric, dimensions, count));
    }

    private byte[] fact(String metric, Map<String, String> dimensions, int count) {
        Map<String, ?> data = Map.of(
                "organization_id",
                organization.toString(),
                "metric",
                metric,
                "dimensions",
                dimensions,
                "count",
                count,
                "occurred_at",
                "2026-01-01T00:00:00Z");
        return TestEvents.json(
                "/integration-service", "io.atrium.usage.recorded", organization.toString(), organization, data);
    }

    /** The event, as if it had happened in this organization. */
    private byte[] ofOrganization(GoldenRecord record) {
        return new String(record.bytes(), StandardCharsets.UTF_8)
                .replace(record.key(), organization.toString())
                .replace(record.value().path("id").asText(), UUID.randomUUID().toString())
                .getBytes(StandardCharsets.UTF_8);
    }

    private List<String> counters() throws SQLException {
        try (Connection owner = TestDatabase.of("tenant").connect("owner")) {
            return counters(owner);
        }
    }

    private List<String> counters(Connection owner) throws SQLException {
        try (Statement statement = owner.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT concat_ws(' ', metric, dimension, count) FROM counters WHERE organization_id = '"
                                + organization + "'")) {
            List<String> counters = new ArrayList<>();
            while (rows.next()) {
                counters.add(rows.getString(1));
            }
            return counters;
        }
    }
}
