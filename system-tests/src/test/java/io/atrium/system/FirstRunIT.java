package io.atrium.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a newcomer does first, step by step. */
class FirstRunIT {

    @Test
    void shouldLogInRegisteredAdministrator() {
        Tenant tenant = Tenant.register();

        JsonPath login = Suite.running()
                .request()
                .contentType(ContentType.JSON)
                .body(Map.of("email", tenant.email(), "password", Tenant.PASSWORD))
                .post("/api/v1/auth/login")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();

        assertThat(login.getString("user.id")).isEqualTo(tenant.userId());
        assertThat(login.getString("token_type")).isEqualTo("Bearer");
        assertThat(login.getInt("expires_in")).isPositive();
        assertThat(tenant.get("/auth/me").getString("email")).isEqualTo(tenant.email());
        assertThat(tenant.get("/organizations/me").getString("id")).isEqualTo(tenant.organizationId());
    }

    @Test
    void shouldCountUsersInStatistics() {
        Tenant tenant = Tenant.register();

        tenant.createUser("VIEWER");

        Patience.await()
                .untilAsserted(
                        () -> assertThat(tenant.get("/organizations/me/stats").prettify())
                                .contains("VIEWER"));
    }

    @Test
    void shouldTurnWebhookIntoSyncedData() {
        Tenant tenant = Tenant.register();
        Provider provider = Provider.ready(tenant, "user");

        provider.deliver("msg-" + UUID.randomUUID(), WebhookBody.user("created", "usr-1", 1));

        Patience.await()
                .untilAsserted(() -> assertThat(tenant.all("/integrations/data/users", "external_id"))
                        .contains("usr-1"));
        assertThat(tenant.all("/webhooks/events", "status")).containsOnly("PROCESSED");
        assertThat(tenant.get("/webhooks/stats").getLong("total.events")).isEqualTo(2);
    }

    @Test
    void shouldSyncEveryRecordOfProviders() {
        Tenant tenant = Tenant.register();
        tenant.integration("communication");

        for (String kind : List.of("users", "payments", "communications")) {
            String job = tenant.post("/integrations/sync/" + kind, Map.of())
                    .then()
                    .statusCode(202)
                    .extract()
                    .path("id");
            Patience.await()
                    .untilAsserted(() -> assertThat(
                                    tenant.get("/integrations/sync/jobs/" + job).getString("status"))
                            .isEqualTo("SUCCEEDED"));
        }

        for (String data : List.of("users", "payments", "messages")) {
            assertThat(tenant.all("/integrations/data/" + data, "external_id"))
                    .hasSize(120)
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void shouldAuditChangeWithItsOrigin() {
        Tenant tenant = Tenant.register();
        JsonPath user = tenant.createUser("USER");

        String request = tenant.as()
                .contentType("application/merge-patch+json")
                .header("User-Agent", "system-tests")
                .body("{\"first_name\": \"Grace\"}")
                .patch("/api/v1/users/" + user.getString("id"))
                .then()
                .statusCode(200)
                .extract()
                .header("X-Request-Id");

        String event =
                Patience.until(() -> tenant.get("/audit/events?action=user.updated&resource_id=" + user.getString("id"))
                        .getString("items[0]?.id"));
        JsonPath detail = tenant.get("/audit/events/" + event);
        assertThat(detail.getString("before.first_name")).isNull();
        assertThat(detail.getString("after.first_name")).isEqualTo("Grace");
        assertThat(detail.getString("actor.id")).isEqualTo(tenant.userId());
        assertThat(detail.getString("ip")).isIn("127.0.0.1", "::1", "0:0:0:0:0:0:0:1");
        assertThat(detail.getString("user_agent")).isEqualTo("system-tests");
        assertThat(detail.getString("request_id")).isEqualTo(request);
        assertThat(detail.prettify()).doesNotContain("argon2", Tenant.PASSWORD);
    }

    @Test
    void shouldVerifyAuditTrail() {
        Tenant tenant = Tenant.register();
        tenant.createUser("USER");

        Patience.await()
                .untilAsserted(() -> assertThat(tenant.get("/audit/verify").getLong("events"))
                        .isGreaterThanOrEqualTo(2));

        assertThat(tenant.get("/audit/verify").getBoolean("verified")).isTrue();
    }

    @Test
    void shouldReportWholePlatformHealthy() {
        JsonPath health = Suite.running()
                .request()
                .get("/api/v1/health")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();

        assertThat(health.getString("status")).isEqualTo("UP");
    }
}
