package io.atrium.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Two organizations never see each other's anything. */
class IsolationIT {

    private static final List<String> LISTS = List.of(
            "/users/",
            "/integrations/",
            "/webhooks/events",
            "/integrations/data/users",
            "/integrations/data/payments",
            "/integrations/data/messages",
            "/integrations/sync/jobs",
            "/audit/events");

    @Test
    void shouldHideEverythingOfOtherOrganization() {
        Tenant one = Tenant.register();
        Tenant other = Tenant.register();
        String user = one.createUser("USER").getString("id");
        Provider provider = Provider.ready(one, "user");
        String record = "usr-" + UUID.randomUUID();
        provider.deliver("msg-" + record, WebhookBody.user("created", record, 1));
        String job = one.post("/integrations/sync/users", Map.of())
                .then()
                .statusCode(202)
                .extract()
                .path("id");
        Patience.await().untilAsserted(() -> {
            assertThat(one.all("/integrations/data/users", "external_id")).contains(record);
            assertThat(one.get("/audit/events?resource_id=" + user).getList("items"))
                    .isNotEmpty();
        });

        for (String list : LISTS) {
            String seen = other.all(list).toString();
            assertThat(seen).as(list).doesNotContain(one.organizationId(), one.email(), user, record, job);
        }
        for (Map.Entry<String, String> owned : Map.of(
                        "/users/", user,
                        "/integrations/", one.integration("user"),
                        "/webhooks/events/", one.all("/webhooks/events", "id").get(0),
                        "/integrations/sync/jobs/", job,
                        "/audit/events/", one.all("/audit/events", "id").get(0))
                .entrySet()) {
            String path = owned.getKey() + owned.getValue();
            one.as().get("/api/v1" + path).then().statusCode(200);
            other.as().get("/api/v1" + path).then().statusCode(404);
        }
    }

    @Test
    void shouldIgnoreOrganizationNamedByAdministrator() {
        Tenant one = Tenant.register();
        Tenant other = Tenant.register();
        String user = one.createUser("USER").getString("id");

        other.as()
                .header("X-Organization-Id", one.organizationId())
                .get("/api/v1/users/" + user)
                .then()
                .statusCode(404);
    }

    @Test
    void shouldRefuseWebhookSignedForOtherOrganization() {
        Tenant one = Tenant.register();
        Tenant other = Tenant.register();
        Provider.ready(other, "user");

        Provider wrong = new Provider(other.organizationId(), "user", one.rotateSecret("user"));

        assertThat(wrong.send("msg-1", WebhookBody.user("created", "usr-1", 1)).statusCode())
                .isEqualTo(401);
    }
}
