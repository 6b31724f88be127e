package io.atrium.integration.sync;

import static io.atrium.integration.ScriptedProvider.body;
import static io.atrium.integration.ScriptedProvider.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.atrium.integration.Api;
import io.atrium.integration.Json;
import io.atrium.integration.Refusals;
import io.atrium.integration.ScriptedProvider;
import io.atrium.integration.Sql;
import io.atrium.kit.testing.AtriumKafka;
import io.atrium.kit.testing.AtriumPostgres;
import io.atrium.kit.testing.TestOrganizations;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a provider, or an organization with four of them, can do to others and to its own later syncs. */
@QuarkusTest
@QuarkusTestResource(AtriumPostgres.class)
@QuarkusTestResource(AtriumKafka.class)
@QuarkusTestResource(ScriptedProvider.class)
class SyncBoundsTest {

    private static final String SYNC = "/api/v1/integrations/sync/";
    private static final String T1 = "2026-03-01T10:00:00Z";
    private static final String FAR = "9999-01-01T00:00:00Z";

    ScriptedProvider provider;

    @Test
    void shouldRunAnotherOrganizationsSyncBesideFourThatNeverEnd() {
        Tenant endless = tenant();
        provider.next(endless.credential, 200_000, SyncBoundsTest::anotherPage);
        List<String> jobs = new ArrayList<>();
        for (String target : List.of("users", "users?mode=full", "payments", "communications")) {
            jobs.add(start(endless.organization, target));
        }
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> provider.requests(endless.credential).size() > 40);
        Tenant other = tenant();
        provider.hold(other.credential, List.of(record("usr_1", T1, 1, "one")));

        String id = start(other.organization, "users");

        awaitJob(other.organization, id, "SUCCEEDED", Duration.ofSeconds(10));
        assertThat(jobs)
                .allSatisfy(job -> assertThat(job(endless.organization, job).getInt("steps[0].pages"))
                        .isPositive());
        jobs.forEach(job -> Api.admin(endless.organization)
                .delete(SYNC + "jobs/" + job)
                .then()
                .statusCode(200));
        provider.forgetScript(endless.credential);
    }

    @Test
    void shouldFailOfCursorsThatGoRoundInACircle() {
        Tenant tenant = tenant();
        List<String> circle = List.of("a", "b", "c", "d", "e", "f");
        provider.next(tenant.credential, 1000, request -> {
            int at = circle.indexOf(request.getParam("cursor", ""));
            page(List.of(record("usr_" + at, T1, 1, "one")), circle.get((at + 1) % circle.size()))
                    .accept(request);
        });

        JsonPath job = tenant.run("users", "FAILED");

        assertThat(job.getString("error_code")).isIn("provider_bad_response", "circuit_open");
        assertThat(job.getInt("steps[0].pages")).isBetween(6, 20);
        provider.forgetScript(tenant.credential);
    }

    @Test
    void shouldGoOnReadingAfterARecordOfTheFuture() {
        Tenant tenant = tenant();
        provider.hold(tenant.credential, List.of(record("usr_1", FAR, 1, "future")));
        tenant.run("users", "SUCCEEDED");
        String now =
                Instant.now().plusSeconds(1).truncatedTo(ChronoUnit.SECONDS).toString();
        provider.hold(tenant.credential, List.of(record("usr_1", FAR, 1, "future"), record("usr_2", now, 1, "later")));

        tenant.run("users", "SUCCEEDED");

        Api.admin(tenant.organization)
                .get("/api/v1/integrations/data/users")
                .then()
                .body("items.external_id", equalTo(List.of("usr_1", "usr_2")));
    }

    @Test
    void shouldReadNoFurtherBackThanTheSlowerClock() {
        Tenant tenant = tenant();
        Instant slow = Instant.now().minus(1, ChronoUnit.HOURS).truncatedTo(ChronoUnit.SECONDS);
        provider.next(tenant.credential, 1, request -> {
            request.response()
                    .putHeader(
                            "Date",
                            java.time.format.DateTimeFormatter.RFC_1123_DATE_TIME.format(
                                    slow.atOffset(java.time.ZoneOffset.UTC)));
            page(List.of(record("usr_1", FAR, 1, "future")), null).accept(request);
        });
        tenant.run("users", "SUCCEEDED");

        tenant.run("users", "SUCCEEDED");

        List<String> requests = provider.requests(tenant.credential);
        String since = String.valueOf(ScriptedProvider.parameter(requests.get(requests.size() - 1), "updated_since"));
        assertThat(Instant.parse(since.replace("%3A", ":"))).isBefore(slow.minusSeconds(240));
    }

    @Test
    void shouldReadEverythingAfterTheCredentialHasChanged() {
        Tenant tenant = tenant();
        provider.hold(tenant.credential, List.of(record("usr_1", T1, 1, "one")));
        tenant.run("users", "SUCCEEDED");
        String other = tenant.credential + "-new";
        provider.hold(other, List.of(record("usr_0", "2020-01-01T00:00:00Z", 1, "older")));
        put(tenant, Map.of("credentials", Map.of("token", other)));

        tenant.run("users", "SUCCEEDED");

        assertThat(ScriptedProvider.parameter(provider.requests(other).get(0), "updated_since"))
                .isNull();
        Api.admin(tenant.organization)
                .get("/api/v1/integrations/data/users")
                .then()
                .body("items.external_id", equalTo(List.of("usr_0", "usr_1")));
        tenant.run("users", "SUCCEEDED");
        assertThat(ScriptedProvider.parameter(provider.requests(other).get(1), "updated_since"))
                .isNotNull();
    }

    @Test
    void shouldNotKeepACredentialForANewAddress() {
        Tenant tenant = tenant();

        JsonPath changed = put(tenant, Map.of("base_url", "https://other.example.com/v1"));
        JsonPath same = put(tenant, Map.of("base_url", "https://other.example.com/v1"));
        JsonPath given = put(
                tenant,
                Map.of("base_url", "https://third.example.com", "credentials", Map.of("token", "credential-3")));

        assertThat(changed.getBoolean("has_credentials")).isFalse();
        assertThat(same.getBoolean("has_credentials")).isFalse();
        assertThat(given.getBoolean("has_credentials")).isTrue();
        assertThat(put(tenant, Map.of("base_url", "https://third.example.com")).getBoolean("has_credentials"))
                .isTrue();
    }

    @Test
    void shouldStoreThePageWithoutTheRecordThatTheDatabaseRefuses() {
        Tenant tenant = tenant();
        Refusals.refuse(tenant.organization, "usr_bad");
        provider.next(
                tenant.credential,
                1,
                page(
                        List.of(
                                record("usr_1", T1, 1, "one"),
                                record("usr_bad", T1, 1, "bad"),
                                record("usr_3", T1, 1, "three")),
                        null));

        JsonPath job = tenant.run("users", "SUCCEEDED");

        assertThat(job.getInt("steps[0].seen")).isEqualTo(3);
        assertThat(job.getInt("steps[0].changed")).isEqualTo(2);
        assertThat(job.getInt("steps[0].rejected")).isEqualTo(1);
        Refusals.allow(tenant.organization);
    }

    @Test
    void shouldTakeRecordsThatJsonbWouldRefuse() {
        Tenant tenant = tenant();
        provider.next(
                tenant.credential,
                1,
                body(
                        "application/json",
                        "{\"items\":[{\"id\":\"usr_1\",\"updated_at\":\"" + T1 + "\",\"n\":1e200000,\"t\":\"\\u0000\"},"
                                + "{\"id\":\"usr_2\",\"updated_at\":\"" + T1 + "\"}]}"));

        JsonPath job = tenant.run("users", "SUCCEEDED");

        assertThat(job.getInt("steps[0].changed")).isEqualTo(2);
        assertThat(Api.admin(tenant.organization)
                        .get("/api/v1/integrations/data/users")
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString())
                .contains("1e200000");
    }

    @Test
    void shouldGoOnWithinTenSecondsOfAWorkersDeath() {
        Tenant tenant = tenant();
        provider.next(tenant.credential, 100, SyncBoundsTest::anotherPage);
        UUID job = UUID.fromString(start(tenant.organization, "users"));
        Awaitility.await().until(() -> provider.requests(tenant.credential).size() > 3);
        // What a worker leaves behind that is killed now: a lease that nobody renews.
        Sql.execute("UPDATE due_work SET lease_owner = 'dead/1', lease_until = now() + interval '"
                + org.eclipse.microprofile.config.ConfigProvider.getConfig()
                        .getValue("integration.work.lease", Duration.class)
                        .toMillis()
                + " milliseconds' WHERE organization_id = '" + tenant.organization + "' AND kind = 'sync_job'");
        int before = provider.requests(tenant.credential).size();

        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(() -> provider.requests(tenant.credential).size() > before + 1);

        Api.admin(tenant.organization).delete(SYNC + "jobs/" + job).then().statusCode(200);
        provider.forgetScript(tenant.credential);
    }

    private static void anotherPage(HttpServerRequest request) {
        page(List.of(record("usr_1", T1, 1, "one")), UUID.randomUUID().toString())
                .accept(request);
    }

    private static Consumer<HttpServerRequest> page(List<Map<String, Object>> items, @Nullable String next) {
        Map<String, Object> page = new HashMap<>();
        page.put("items", items);
        page.put("next_cursor", next);
        return body("application/json", Json.text(page));
    }

    private Tenant tenant() {
        UUID organization = TestOrganizations.active();
        JsonPath integrations = Api.provisioned(organization);
        String credential = "credential-" + organization;
        List<String> ids = integrations.getList("items.id", String.class);
        Tenant tenant =
                new Tenant(organization, integrations.getString("items.find { it.provider == 'user' }.id"), credential);
        for (String id : ids) {
            put(new Tenant(organization, id, credential), Map.of("credentials", Map.of("token", credential)));
        }
        return tenant;
    }

    private static JsonPath put(Tenant tenant, Map<String, Object> change) {
        Map<String, Object> all = new HashMap<>(change);
        all.put("name", "Provider");
        return Api.admin(tenant.organization)
                .body(all)
                .put("/api/v1/integrations/" + tenant.integration)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private record Tenant(UUID organization, String integration, String credential) {

        JsonPath run(String target, String status) {
            return awaitJob(organization, start(organization, target), status, Duration.ofSeconds(30));
        }
    }

    private static String start(UUID organization, String target) {
        return Api.admin(organization)
                .post(SYNC + target)
                .then()
                .statusCode(202)
                .extract()
                .path("id");
    }

    private static JsonPath job(UUID organization, String id) {
        return Api.admin(organization).get(SYNC + "jobs/" + id).jsonPath();
    }

    private static JsonPath awaitJob(UUID organization, String id, String status, Duration atMost) {
        return Awaitility.await("job " + status)
                .atMost(atMost)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> job(organization, id), found -> status.equals(found.getString("status")));
    }
}
