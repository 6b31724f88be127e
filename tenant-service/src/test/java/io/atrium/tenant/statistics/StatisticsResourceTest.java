package io.atrium.tenant.statistics;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.atrium.kit.testing.GoldenRecord;
import io.atrium.kit.testing.TestEvents;
import io.atrium.kit.testing.TestTopics;
import io.atrium.tenant.Api;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.hamcrest.Matcher;
import org.jspecify.annotations.Nullable;
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
        user(null, row("USER", false));
        user(null, row("USER", false));
        user(null, row("ORG_ADMIN", false));
        user(row("USER", false), row("VIEWER", false));
        user(row("USER", false), row("USER", true));
        user(row("USER", true), null);
        await("audit_events.total", 6);
        api.as(organization, "VIEWER")
                .get(STATS)
                .then()
                .statusCode(200)
                .body("users.total", equalTo(2))
                .body("users.by_role", equalTo(Map.of("ORG_ADMIN", 1, "VIEWER", 1)))
                .body("as_of", notNullValue());
    }

    @Test
    void shouldCountARepeatedEventOnce() {
        byte[] event = change("user", null, row("USER", false));
        topics.send("atrium.changes.v1", organization.toString(), event);
        topics.send("atrium.changes.v1", organization.toString(), event);
        user(null, row("VIEWER", false));
        await("users.by_role.VIEWER", 1);
        api.as(organization, "VIEWER")
                .get(STATS)
                .then()
                .body("users.total", equalTo(2))
                .body("audit_events.total", equalTo(2));
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
        topics.send("atrium.changes.v1", organization.toString(), "no event");
        user(null, row("USER", false));
        usage("user", "PROCESSED", 1);
        await("users.total", 1);
        await("webhooks.total", 1);
    }

    @Test
    void shouldCountEveryGoldenChange() {
        List<GoldenRecord> golden = GoldenRecord.of("atrium.changes.v1");

        for (GoldenRecord record : golden) {
            String event = new String(record.bytes(), StandardCharsets.UTF_8)
                    .replace(record.key(), organization.toString())
                    .replace(
                            record.value().path("id").asText(),
                            UUID.randomUUID().toString());
            topics.send("atrium.changes.v1", organization.toString(), event);
        }

        await("audit_events.total", golden.size());
    }

    @Test
    void shouldShowNothingOfAnotherOrganization() {
        user(null, row("USER", false));
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

    private void user(@Nullable Map<String, ?> before, @Nullable Map<String, ?> after) {
        topics.send("atrium.changes.v1", organization.toString(), change("user", before, after));
    }

    private byte[] change(String resource, @Nullable Map<String, ?> before, @Nullable Map<String, ?> after) {
        Map<String, Object> data = new HashMap<>();
        data.put("organization_id", organization.toString());
        data.put("action", resource + ".updated");
        data.put("resource_type", resource);
        data.put("outcome", "SUCCESS");
        data.put("occurred_at", "2026-01-01T00:00:00Z");
        data.put("actor", Map.of("type", "SYSTEM"));
        data.put("before", before);
        data.put("after", after);
        return TestEvents.json(
                "/identity-service", "io.atrium.user.updated", UUID.randomUUID().toString(), organization, data);
    }

    private static Map<String, ?> row(String role, boolean deleted) {
        return deleted ? Map.of("role", role, "deleted_at", "2026-01-01T00:00:00Z") : Map.of("role", role);
    }

    private void usage(String source, String state, int count) {
        usage("webhook_events", Map.of("source", source, "state", state), count);
    }

    private void usage(String metric, Map<String, String> dimensions, int count) {
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
        topics.send(
                "atrium.usage.v1",
                organization.toString(),
                TestEvents.json(
                        "/integration-service",
                        "io.atrium.usage.recorded",
                        organization.toString(),
                        organization,
                        data));
    }
}
