package io.atrium.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * The features of the service that this platform replaces, one after the other, at the public address: what each
 * endpoint does for whom may use it. Who may use it is {@link AccessIT}'s; the README's table says which other class
 * holds which promise.
 */
class EarlierServiceIT {

    private static final String MERGE_PATCH = "application/merge-patch+json";

    @Test
    void shouldRegisterOnceForEachAddressDomainAndSubdomain() {
        String unique = UUID.randomUUID().toString().substring(0, 13);

        String first = registration(unique, unique, unique);
        String sameEmail = registration(unique, unique + "b", unique + "b");
        String sameDomain = registration(unique + "c", unique, unique + "c");
        String sameSubdomain = registration(unique + "d", unique + "d", unique);

        assertThat(List.of(first, sameEmail, sameDomain, sameSubdomain))
                .containsExactly("201 null", "409 EMAIL_TAKEN", "409 DOMAIN_TAKEN", "409 SUBDOMAIN_TAKEN");
    }

    private static String registration(String email, String domain, String subdomain) {
        Response reply = Suite.running()
                .request()
                .contentType(ContentType.JSON)
                .body(Tenant.registration(
                        email + "@example.com", "Organization", domain + ".example.com", "o-" + subdomain))
                .post("/api/v1/auth/register");
        return reply.statusCode() + " " + reply.jsonPath().getString("code");
    }

    @Test
    void shouldRefuseAWrongPasswordLikeAnUnknownAddress() {
        Tenant tenant = Tenant.register();

        List<String> refusals = List.of(
                refusal(tenant.email(), "not the password 12345"),
                refusal("nobody@" + tenant.organizationId() + ".example.com", Tenant.PASSWORD));

        assertThat(refusals).containsOnly("401 INVALID_CREDENTIALS");
    }

    private static String refusal(String email, String password) {
        Response reply = post("/auth/login", Map.of("email", email, "password", password));
        return reply.statusCode() + " " + reply.jsonPath().getString("code");
    }

    @Test
    void shouldEndASessionWithTheTokensOfIt() {
        Tenant tenant = Tenant.register();
        JsonPath login = Tenant.login(tenant.email());
        JsonPath next = post("/auth/refresh", Map.of("refresh_token", login.getString("refresh_token")))
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        String token = next.getString("access_token");
        Tenant.as(token).get("/api/v1/auth/me").then().statusCode(200).body("email", equalTo(tenant.email()));

        Tenant.as(token).post("/api/v1/auth/logout").then().statusCode(204);

        Patience.await().until(() -> Tenant.as(token).get("/api/v1/auth/me").statusCode() == 401);
        post("/auth/refresh", Map.of("refresh_token", next.getString("refresh_token")))
                .then()
                .statusCode(401);
        tenant.get("/auth/me");
    }

    @Test
    void shouldCreateReadListChangeAndDeleteUsers() {
        Tenant tenant = Tenant.register();
        JsonPath created = tenant.createUser("VIEWER");
        String path = "/api/v1/users/" + created.getString("id");
        Response read = tenant.as().get(path);

        tenant.as()
                .header("If-Match", read.header("ETag"))
                .contentType(MERGE_PATCH)
                .body("{\"role\": \"USER\"}")
                .patch(path)
                .then()
                .statusCode(200)
                .body("role", equalTo("USER"));
        tenant.as()
                .header("If-Match", read.header("ETag"))
                .contentType(MERGE_PATCH)
                .body("{\"role\": \"ORG_ADMIN\"}")
                .patch(path)
                .then()
                .statusCode(412);
        tenant.as()
                .contentType(ContentType.JSON)
                .body(Map.of(
                        "email",
                        created.getString("email"),
                        "username",
                        created.getString("username"),
                        "last_name",
                        "Lee"))
                .put(path)
                .then()
                .statusCode(200)
                .body("last_name", equalTo("Lee"));
        assertThat(tenant.all("/users/", "id")).contains(tenant.userId(), created.getString("id"));
        tenant.as().delete(path).then().statusCode(204);
        tenant.as().get(path).then().statusCode(404);
        assertThat(refusal(created.getString("email"), Tenant.PASSWORD)).isEqualTo("401 INVALID_CREDENTIALS");
    }

    @Test
    void shouldGrantNoRoleAboveTheGranters() {
        Tenant tenant = Tenant.register();
        Map<String, Object> superior = Map.of(
                "email",
                "superior@" + tenant.organizationId() + ".example.com",
                "username",
                "superior",
                "password",
                Tenant.PASSWORD,
                "role",
                "SUPER_ADMIN");

        tenant.post("/users/", superior).then().statusCode(403);
        tenant.as()
                .contentType(MERGE_PATCH)
                .body("{\"role\": \"SUPER_ADMIN\"}")
                .patch("/api/v1/users/me")
                .then()
                .statusCode(403);
    }

    @Test
    void shouldKeepTheLastAdministrator() {
        Tenant tenant = Tenant.register();

        tenant.as()
                .delete("/api/v1/users/" + tenant.userId())
                .then()
                .statusCode(409)
                .body("code", equalTo("LAST_ADMIN"));
        tenant.as()
                .contentType(MERGE_PATCH)
                .body("{\"role\": \"VIEWER\"}")
                .patch("/api/v1/users/me")
                .then()
                .statusCode(409)
                .body("code", equalTo("LAST_ADMIN"));
    }

    @Test
    void shouldReadAndChangeTheOrganization() {
        Tenant tenant = Tenant.register();

        tenant.as()
                .contentType(MERGE_PATCH)
                .body("{\"name\": \"Renamed\", \"settings\": {\"locale\": \"de\"}}")
                .patch("/api/v1/organizations/me")
                .then()
                .statusCode(200);

        JsonPath organization = tenant.get("/organizations/me");
        assertThat(organization.getString("name")).isEqualTo("Renamed");
        assertThat(organization.getString("settings.locale")).isEqualTo("de");
        assertThat(organization.getString("status")).isEqualTo("ACTIVE");
    }

    @Test
    void shouldCountEverythingInTheStatistics() {
        Tenant tenant = Tenant.register();
        tenant.createUser("VIEWER");
        Provider provider = Provider.ready(tenant, "user");
        provider.deliver("msg-unusable", "{\"type\": \"user.created\"}");
        MockAccount.of(tenant, "payment");
        tenant.post("/integrations/" + tenant.integration("payment") + "/test", Map.of())
                .then()
                .statusCode(200)
                .body("ok", equalTo(true));

        Patience.await().untilAsserted(() -> {
            JsonPath stats = tenant.get("/organizations/me/stats");
            assertThat(stats.getMap("users.by_role"))
                    .containsEntry("ORG_ADMIN", 1)
                    .containsEntry("VIEWER", 1);
            assertThat(stats.getMap("webhooks.by_state"))
                    .containsEntry("PROCESSED", 1)
                    .containsEntry("DEAD", 1);
            assertThat(stats.getMap("integrations.by_provider")).containsOnlyKeys("user", "payment", "communication");
            assertThat(stats.getMap("integrations.by_health")).containsEntry("HEALTHY", 1);
            assertThat(stats.getInt("audit_events.total")).isPositive();
            assertThat(stats.getInt("api_calls.total")).isPositive();
            assertThat(stats.getString("as_of")).isNotNull();
        });
    }

    @Test
    void shouldKeepWhatCannotBeProcessedAndTryItAgainWhenTold() {
        Tenant tenant = Tenant.register();
        Provider provider = Provider.ready(tenant, "user");
        provider.deliver("msg-unusable", "{\"type\": \"user.created\"}");
        String dead = Patience.until(() -> tenant.get("/webhooks/dead-letters").getString("items[0]?.id"));

        tenant.post("/webhooks/events/" + dead + "/replay", Map.of()).then().statusCode(202);
        tenant.post("/webhooks/process", Map.of()).then().statusCode(200);

        Patience.await()
                .untilAsserted(
                        () -> assertThat(tenant.get("/webhooks/events/" + dead).getList("attempt_log"))
                                .hasSizeGreaterThan(1));
        JsonPath event = tenant.get("/webhooks/events/" + dead);
        assertThat(event.getString("status")).isEqualTo("DEAD");
        assertThat(event.getString("reason")).contains("data.id");
        assertThat(event.getString("payload.type")).isEqualTo("user.created");
        JsonPath stats = tenant.get("/webhooks/stats");
        assertThat(stats.getInt("total.by_status.DEAD")).isEqualTo(1);
        assertThat(stats.getInt("total.by_status.PROCESSED")).isEqualTo(1);
        assertThat(stats.getDouble("total.success_rate")).isEqualTo(0.5);
        tenant.post("/webhooks/replay", Map.of()).then().statusCode(202).body("replayed", equalTo(1));
    }

    @Test
    void shouldCreateReadListChangeTestAndDeleteIntegrations() {
        Tenant tenant = Tenant.register();
        tenant.integration("communication");
        Response created = tenant.post(
                "/integrations/",
                Map.of(
                        "name",
                        "Shop",
                        "provider",
                        "custom",
                        "enabled",
                        true,
                        "webhook",
                        Map.of("source", "shop", "scheme", "standard-webhooks")));
        created.then().statusCode(201).body("webhook.secret", containsString("whsec_"));
        String path = "/api/v1/integrations/" + created.path("id");

        tenant.as()
                .contentType(ContentType.JSON)
                .body(Map.of("name", "Shop 2", "enabled", false))
                .put(path)
                .then()
                .statusCode(200);

        tenant.as()
                .get(path)
                .then()
                .statusCode(200)
                .body("name", equalTo("Shop 2"))
                .body("enabled", equalTo(false))
                .body(not(containsString("whsec_")));
        assertThat(tenant.all("/integrations/", "provider"))
                .containsExactlyInAnyOrder("user", "payment", "communication", "custom");
        tenant.post("/integrations/" + created.path("id") + "/test", Map.of())
                .then()
                .statusCode(409);
        tenant.as().delete(path).then().statusCode(204);
        tenant.as().get(path).then().statusCode(404);
    }

    @Test
    void shouldSyncEverythingThoughAProviderFailsTwice() {
        Tenant tenant = Tenant.register();
        MockAccount provider = MockAccount.of(tenant, "payment");
        provider.fail(Map.of("status", 503, "calls", 2));

        String job = tenant.post("/integrations/sync/all", Map.of())
                .then()
                .statusCode(202)
                .extract()
                .path("id");

        Patience.await()
                .untilAsserted(() -> assertThat(
                                tenant.get("/integrations/sync/jobs/" + job).getString("status"))
                        .isEqualTo("SUCCEEDED"));
        assertThat(provider.callsWith(503)).isEqualTo(2);
        assertThat(tenant.all("/integrations/data/payments", "external_id")).hasSize(120);
        assertThat(tenant.get("/integrations/health").getList("integrations.circuit"))
                .containsOnly("CLOSED");
    }

    @Test
    void shouldFindAuditEventsByWhatTheyAreAbout() {
        Tenant tenant = Tenant.register();
        String user = tenant.createUser("USER").getString("id");
        tenant.as().delete("/api/v1/users/" + user).then().statusCode(204);

        String about = "/audit/events?resource_id=" + user + "&actor=" + tenant.userId() + "&outcome=SUCCESS";

        Patience.await()
                .untilAsserted(() -> assertThat(tenant.get(about).getList("items.action"))
                        .containsExactlyInAnyOrder("user.created", "user.deleted"));
        assertThat(tenant.get(about + "&action=user.deleted").getList("items")).hasSize(1);
    }

    private static Response post(String path, Map<String, ?> body) {
        return Suite.running()
                .request()
                .contentType(ContentType.JSON)
                .body(body)
                .post("/api/v1" + path);
    }
}
