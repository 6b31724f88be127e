package io.atrium.integration.sync;

import static io.atrium.integration.ScriptedProvider.body;
import static io.atrium.integration.ScriptedProvider.record;
import static io.atrium.integration.ScriptedProvider.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.atrium.integration.Api;
import io.atrium.integration.ScriptedProvider;
import io.atrium.integration.Sql;
import io.atrium.kit.testing.AtriumKafka;
import io.atrium.kit.testing.AtriumPostgres;
import io.atrium.kit.testing.TestOrganizations;
import io.atrium.kit.testing.TestTopics;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(AtriumPostgres.class)
@QuarkusTestResource(AtriumKafka.class)
@QuarkusTestResource(ScriptedProvider.class)
class SyncTest {

    private static final String SYNC = "/api/v1/integrations/sync/";
    private static final String T1 = "2026-03-01T10:00:00Z";
    private static final String T2 = "2026-03-01T11:00:00Z";

    ScriptedProvider provider;

    @Test
    void shouldSyncAllPagesOfUsers() {
        Tenant tenant = tenant("user");
        provider.hold(tenant.credential, users(10, T1));

        JsonPath job = tenant.run("users", "SUCCEEDED");

        assertThat(job.getInt("steps[0].seen")).isEqualTo(10);
        assertThat(job.getInt("steps[0].changed")).isEqualTo(10);
        assertThat(job.getInt("steps[0].pages")).isEqualTo(4);
        Api.as(tenant.organization, "VIEWER")
                .get("/api/v1/integrations/data/users")
                .then()
                .body("items", hasSize(10))
                .body("items[0].origin.type", equalTo("sync"))
                .body("items[0].origin.id", equalTo(job.getString("id")));
        awaitHealth(tenant, "calls", "4");
        awaitHealth(tenant, "status", "HEALTHY");
    }

    @Test
    void shouldSyncAllKinds() {
        UUID organization = TestOrganizations.active();
        Api.provisioned(organization);

        String id = start(organization, "all", "");

        JsonPath job = awaitJob(organization, id, "SUCCEEDED");
        assertThat(job.getList("steps.kind")).isEqualTo(List.of("users", "payments", "messages"));
        assertThat(job.getList("steps.status", String.class)).containsOnly("SUCCEEDED");
    }

    @Test
    void shouldReadOnlyWhatChangedSinceWithOverlap() {
        Tenant tenant = tenant("user");
        provider.hold(tenant.credential, users(4, T1));
        tenant.run("users", "SUCCEEDED");
        List<Map<String, Object>> more = new ArrayList<>(users(4, T1));
        more.add(record("usr_new", T2, 1, "new"));
        provider.hold(tenant.credential, more);

        JsonPath job = tenant.run("users", "SUCCEEDED");

        assertThat(job.getInt("steps[0].changed")).isEqualTo(1);
        List<String> requests = provider.requests(tenant.credential);
        assertThat(ScriptedProvider.parameter(requests.get(requests.size() - 1), "updated_since"))
                .isEqualTo("2026-03-01T09%3A55%3A00Z");
    }

    @Test
    void shouldNotOverwriteNewerByOlder() {
        Tenant tenant = tenant("user");
        provider.hold(tenant.credential, List.of(record("usr_1", T2, 5, "newer")));
        tenant.run("users", "SUCCEEDED");
        provider.hold(tenant.credential, List.of(record("usr_1", T1, 4, "older")));

        tenant.run("users?mode=full", "SUCCEEDED");

        Api.admin(tenant.organization)
                .get("/api/v1/integrations/data/users")
                .then()
                .body("items[0].record.name", equalTo("newer"));
    }

    @Test
    void shouldDeleteWhatFullSyncDidNotMeet() {
        // Given
        Tenant tenant = tenantWhoseProviderLostTwo();

        // When
        JsonPath job = tenant.run("users?mode=full", "SUCCEEDED");

        // Then
        assertThat(job.getInt("steps[0].deleted")).isEqualTo(2);
        assertThat(live(tenant)).isEqualTo(28);
    }

    private Tenant tenantWhoseProviderLostTwo() {
        Tenant tenant = tenant("user");
        provider.hold(tenant.credential, users(30, T1));
        tenant.run("users", "SUCCEEDED");
        provider.hold(tenant.credential, users(28, T1));
        return tenant;
    }

    /** Else its rows are locked out of the order of their ids, and a batch of webhooks and it wait for each other. */
    @Test
    void shouldNotDeleteInTheTransactionOfThePage() {
        // Given
        Tenant tenant = tenantWhoseProviderLostTwo();

        // When
        JsonPath job = tenant.run("users?mode=full", "SUCCEEDED");

        // Then
        assertThat(job.getInt("steps[0].deleted")).isEqualTo(2);
        assertThat(Sql.count("""
                        SELECT count(*) FROM synced_record d JOIN synced_record s
                            ON s.organization_id = d.organization_id AND s.xmin = d.xmin
                         WHERE d.organization_id = ? AND d.deleted AND NOT s.deleted""", tenant.organization)).isZero();
    }

    @Test
    void shouldHoldFullSyncThatWouldDeleteTooMuchUntilApproved() {
        Tenant tenant = tenant("user");
        provider.hold(tenant.credential, users(30, T1));
        tenant.run("users", "SUCCEEDED");
        provider.hold(tenant.credential, List.of());

        JsonPath held = tenant.run("users?mode=full", "HELD");

        assertThat(held.getString("error_code")).isEqualTo("too_many_deletions");
        assertThat(live(tenant)).isEqualTo(30);
        Api.admin(tenant.organization)
                .post(SYNC + "jobs/" + held.getString("id") + "/approve")
                .then()
                .statusCode(202);
        awaitJob(tenant.organization, held.getString("id"), "SUCCEEDED");
        assertThat(live(tenant)).isZero();
    }

    /** In several transactions, none of which locks many rows for long. */
    @Test
    void shouldDeleteThousandsOfApprovedRecords() {
        // Given
        Tenant tenant = tenant("user");
        provider.hold(tenant.credential, users(1, T1));
        tenant.run("users", "SUCCEEDED");
        Sql.execute(copies(tenant.organization, 2_500));
        provider.hold(tenant.credential, List.of());
        String held = tenant.run("users?mode=full", "HELD").getString("id");

        // When
        Api.admin(tenant.organization)
                .post(SYNC + "jobs/" + held + "/approve")
                .then()
                .statusCode(202);

        // Then
        JsonPath job = awaitJob(tenant.organization, held, "SUCCEEDED");
        assertThat(job.getInt("steps[0].deleted")).isEqualTo(2_501);
        assertThat(live(tenant)).isZero();
    }

    private static String copies(UUID organization, int count) {
        return """
                INSERT INTO synced_record (organization_id, kind, external_id, record, updated_at, updated_order, told_at,
                                           origin, origin_id)
                SELECT organization_id, kind, 'Copy_' || n, record, updated_at, updated_order, told_at, origin, origin_id
                  FROM synced_record, generate_series(1, %d) n WHERE organization_id = '%s'""".formatted(count, organization);
    }

    @Test
    void shouldRetryPassingFailuresWithinTheCall() {
        Tenant tenant = tenant("user");
        provider.hold(tenant.credential, users(2, T1));
        provider.next(tenant.credential, 2, status(500));

        tenant.run("users", "SUCCEEDED");

        assertThat(provider.requests(tenant.credential)).hasSize(3);
    }

    @Test
    void shouldHonourRetryAfterWithoutOpeningTheCircuit() {
        Tenant tenant = tenant("user");
        provider.hold(tenant.credential, users(2, T1));
        List<Instant> times = new ArrayList<>();
        provider.next(tenant.credential, 1, request -> {
            times.add(Instant.now());
            request.response().setStatusCode(429).putHeader("Retry-After", "1").end();
        });
        provider.next(tenant.credential, 1, request -> {
            times.add(Instant.now());
            body("application/json", "{\"items\":[],\"next_cursor\":null}").accept(request);
        });

        tenant.run("users", "SUCCEEDED");

        assertThat(Duration.between(times.get(0), times.get(1))).isGreaterThanOrEqualTo(Duration.ofMillis(990));
        assertThat(circuit(tenant)).isEqualTo("CLOSED");
    }

    @Test
    void shouldNotCountRateLimitsForTheCircuit() {
        Tenant tenant = tenant("user");
        provider.hold(tenant.credential, users(1, T1));
        provider.next(tenant.credential, 7, status(429));

        tenant.run("users", "SUCCEEDED");

        assertThat(provider.requests(tenant.credential)).hasSize(8);
        assertThat(circuit(tenant)).isEqualTo("CLOSED");
    }

    @Test
    void shouldPutOffJobForLongRetryAfter() {
        Tenant tenant = tenant("user");
        provider.next(
                tenant.credential,
                1,
                request -> request.response()
                        .setStatusCode(429)
                        .putHeader("Retry-After", "86400")
                        .end());

        String id = start(tenant.organization, "users", "");

        JsonPath job = Awaitility.await()
                .atMost(Duration.ofSeconds(15))
                .until(() -> job(tenant.organization, id), found -> found.getInt("attempts") == 1);
        assertThat(job.getString("status")).isEqualTo("QUEUED");
        assertThat(job.getString("error_code")).isEqualTo("provider_rate_limited");
        assertThat(provider.requests(tenant.credential)).hasSize(1);
        Api.admin(tenant.organization)
                .delete(SYNC + "jobs/" + id)
                .then()
                .statusCode(200)
                .body("status", equalTo("CANCELLED"));
    }

    static Stream<Arguments> faults() {
        Consumer<HttpServerRequest> truncated = request -> {
            request.response()
                    .putHeader("Content-Type", "application/json")
                    .putHeader("Content-Length", "1000")
                    .write("{\"items\":[");
            request.connection().close();
        };
        Consumer<HttpServerRequest> slow = request -> request.response()
                .putHeader("Content-Type", "application/json")
                .setChunked(true)
                .write("{");
        return Stream.of(
                Arguments.of("provider_error", status(500)),
                Arguments.of("provider_bad_response", body("text/html", "<html></html>")),
                Arguments.of("provider_bad_response", body("application/json", "{\"items\":")),
                Arguments.of("provider_bad_response", body("application/json", "[]")),
                Arguments.of("provider_bad_response", body("application/json", "{\"items\":[{\"uid\":1}]}")),
                Arguments.of("provider_bad_response", body("application/json", "\"" + "x".repeat(9_000_000) + "\"")),
                Arguments.of("provider_bad_response", truncated),
                Arguments.of("provider_timeout", slow),
                Arguments.of("provider_timeout", (Consumer<HttpServerRequest>) request -> {}),
                Arguments.of("provider_unavailable", (Consumer<HttpServerRequest>)
                        request -> request.connection().close()),
                Arguments.of("provider_unauthorized", status(401)),
                Arguments.of("provider_rejected", status(404)));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void shouldTypeFaultsAndKeepCursor(String code, Consumer<HttpServerRequest> fault) {
        Tenant tenant = tenant("user");
        provider.hold(tenant.credential, users(6, T1));
        provider.next(tenant.credential, 1, request -> {
            provider.next(tenant.credential, 50, fault);
            body(
                            "application/json",
                            io.atrium.integration.Json.text(
                                    Map.of("items", List.of(record("usr_first", T1, 1, "first")), "next_cursor", "3")))
                    .accept(request);
        });

        JsonPath job = tenant.run("users", "FAILED");

        assertThat(job.getString("steps[0].error_code")).isIn(code, "circuit_open");
        assertThat(job.getInt("steps[0].pages")).isEqualTo(1);
        assertThat(live(tenant)).isEqualTo(1);
        assertThat(provider.requests(tenant.credential).stream().skip(1))
                .isNotEmpty()
                .allMatch(uri -> "3".equals(ScriptedProvider.parameter(uri, "cursor")));
        awaitHealth(tenant, "last_error.code", code);
    }

    @Test
    void shouldOpenCircuitOfOneTenantAndCloseItAgain() {
        Tenant failing = tenant("user");
        Tenant well = tenant("user");
        provider.next(failing.credential, 200, status(500));
        provider.hold(well.credential, users(2, T1));
        failing.run("users", "FAILED");
        assertThat(circuit(failing)).isEqualTo("OPEN");
        int sent = provider.requests(failing.credential).size();

        well.run("users", "SUCCEEDED");

        assertThat(sent).isLessThanOrEqualTo(12);
        assertThat(circuit(well)).isEqualTo("CLOSED");
        provider.forgetScript(failing.credential);
        Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            failing.run("users", "SUCCEEDED");
            assertThat(circuit(failing)).isEqualTo("CLOSED");
        });
    }

    @Test
    void shouldResumeFromStoredCursorAfterLeaseExpires() {
        Tenant tenant = tenant("user");
        provider.hold(tenant.credential, users(9, T1));
        UUID job = UUID.randomUUID();
        abandonedAfterFirstPage(tenant.organization, job);

        JsonPath done = awaitJob(tenant.organization, job.toString(), "SUCCEEDED");

        assertThat(provider.requests(tenant.credential))
                .hasSize(2)
                .allMatch(uri -> !"0".equals(ScriptedProvider.parameter(uri, "cursor")));
        assertThat(ScriptedProvider.parameter(
                        provider.requests(tenant.credential).get(0), "cursor"))
                .isEqualTo("3");
        assertThat(done.getInt("steps[0].seen")).isEqualTo(9);
    }

    @Test
    void shouldAnswerTheJobThatIsUnderWay() {
        Tenant tenant = tenant("user");
        provider.next(tenant.credential, 50, status(503));

        String first = start(tenant.organization, "users", "");
        String second = start(tenant.organization, "users", "");

        assertThat(second).isEqualTo(first);
        Api.admin(tenant.organization).delete(SYNC + "jobs/" + first).then().statusCode(200);
        Api.admin(tenant.organization).delete(SYNC + "jobs/" + first).then().statusCode(409);
    }

    @Test
    void shouldFailForDisabledIntegration() {
        Tenant tenant = tenant("user");
        Api.admin(tenant.organization)
                .body("{\"name\":\"Users\",\"enabled\":false}")
                .put("/api/v1/integrations/" + tenant.integration)
                .then()
                .statusCode(200);

        JsonPath job = tenant.run("users", "FAILED");

        assertThat(job.getString("error_code")).isEqualTo("integration_disabled");
    }

    @Test
    void shouldRefuseToConnectToNameThatResolvesInside() {
        Tenant tenant = tenant("user");
        Sql.execute("UPDATE integration SET base_url = 'http://localhost:"
                + org.eclipse.microprofile.config.ConfigProvider.getConfig().getValue("provider.port", String.class)
                + "/u' WHERE id = '" + tenant.integration + "'");

        JsonPath job = tenant.run("users", "FAILED");

        assertThat(job.getString("error_code")).isEqualTo("address_refused");
        assertThat(provider.requests(tenant.credential)).isEmpty();
        assertThat(TestTopics.shared()
                        .awaitChange(tenant.organization, "provider.address_refused")
                        .path("outcome")
                        .asText())
                .isEqualTo("DENIED");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.com:99999",
                "https://example.com:0",
                "http://[::1",
                "http:///x",
                "https://exa mple.com",
                "nonsense",
                ""
            })
    void shouldFailAtOnceForAStoredAddressThatNobodyCanCall(String url) {
        Tenant tenant = tenant("user");
        Sql.execute("UPDATE integration SET base_url = '" + url + "' WHERE id = '" + tenant.integration + "'");

        JsonPath job = tenant.run("users", "FAILED");

        assertThat(job.getString("error_code")).isEqualTo("address_invalid");
        assertThat(job.getString("error")).startsWith("The integration's base_url must ");
        assertThat(job.getInt("attempts")).isZero();
        assertThat(Sql.count(
                        "SELECT count(*) FROM due_work WHERE organization_id = ? AND kind = 'sync_job'",
                        tenant.organization))
                .isZero();
        awaitHealth(tenant, "last_error.code", "address_invalid");
    }

    @Test
    void shouldFailWhenTheProviderKeepsRefusingItsOwnCursor() {
        Tenant tenant = tenant("user");
        String first = io.atrium.integration.Json.text(
                Map.of("items", List.of(record("usr_first", T1, 1, "first")), "next_cursor", "3"));
        for (int i = 0; i < 20; i++) {
            provider.next(tenant.credential, 1, body("application/json", first));
            provider.next(tenant.credential, 1, status(410));
        }

        JsonPath job = tenant.run("users", "FAILED");

        assertThat(job.getString("error_code")).isEqualTo("provider_rejected");
        assertThat(provider.requests(tenant.credential)).hasSize(8);
    }

    @Test
    void shouldGiveUpAJobThatKeepsFailingUnexpectedly() {
        Tenant tenant = tenant("user");
        // sealed under a key that is not this service's
        Sql.execute("UPDATE integration SET credential = 'v1.00000000.AAAA' WHERE id = '" + tenant.integration + "'");

        JsonPath job = tenant.run("users", "FAILED");

        assertThat(job.getString("error_code")).isEqualTo("internal_error");
        assertThat(Sql.count(
                        "SELECT count(*) FROM due_work WHERE organization_id = ? AND kind = 'sync_job'",
                        tenant.organization))
                .isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "POST,users",
        "POST,payments",
        "POST,communications",
        "POST,all",
        "GET,jobs",
        "GET,jobs/019a0000-0000-7000-8000-000000000000",
        "DELETE,jobs/019a0000-0000-7000-8000-000000000000",
        "POST,jobs/019a0000-0000-7000-8000-000000000000/approve"
    })
    void shouldKeepSyncsToAdministrators(String method, String path) {
        UUID organization = TestOrganizations.active();

        io.restassured.RestAssured.given().request(method, SYNC + path).then().statusCode(401);
        Api.as(organization, "USER").request(method, SYNC + path).then().statusCode(403);
    }

    @Test
    void shouldHideJobsFromOtherOrganizations() {
        Tenant tenant = tenant("user");
        provider.hold(tenant.credential, users(1, T1));
        String id = tenant.run("users", "SUCCEEDED").getString("id");
        UUID stranger = TestOrganizations.active();

        Api.admin(stranger).get(SYNC + "jobs/" + id).then().statusCode(404);
        Api.admin(stranger).delete(SYNC + "jobs/" + id).then().statusCode(404);
        Api.admin(stranger).post(SYNC + "jobs/" + id + "/approve").then().statusCode(404);
        Api.admin(stranger).get(SYNC + "jobs").then().body("items", hasSize(0));
    }

    @Test
    void shouldRefuseUnknownMode() {
        Api.admin(TestOrganizations.active())
                .post(SYNC + "users?mode=half")
                .then()
                .statusCode(422)
                .body("errors[0].field", equalTo("mode"));
    }

    private Tenant tenant(String kind) {
        UUID organization = TestOrganizations.active();
        String id = Api.provisioned(organization).getString("items.find { it.provider == '" + kind + "' }.id");
        String credential = "credential-" + organization;
        Api.admin(organization)
                .body(Map.of("name", "Provider", "credentials", Map.of("token", credential)))
                .put("/api/v1/integrations/" + id)
                .then()
                .statusCode(200);
        return new Tenant(organization, id, credential);
    }

    private record Tenant(UUID organization, String integration, String credential) {

        JsonPath run(String target, String status) {
            String[] parts = target.split("\\?", 2);
            return awaitJob(
                    organization, start(organization, parts[0], parts.length > 1 ? "?" + parts[1] : ""), status);
        }
    }

    private static String start(UUID organization, String target, String query) {
        return Api.admin(organization)
                .post(SYNC + target + query)
                .then()
                .statusCode(202)
                .extract()
                .path("id");
    }

    private static JsonPath job(UUID organization, String id) {
        return Api.admin(organization).get(SYNC + "jobs/" + id).jsonPath();
    }

    private static JsonPath awaitJob(UUID organization, String id, String status) {
        return Awaitility.await("job " + status)
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> job(organization, id), found -> status.equals(found.getString("status")));
    }

    private static void awaitHealth(Tenant tenant, String field, String value) {
        Awaitility.await(field + " of the user integration")
                .atMost(Duration.ofSeconds(10))
                .until(
                        () -> Api.admin(tenant.organization)
                                .get("/api/v1/integrations/health")
                                .jsonPath()
                                .getString("integrations.find { it.provider == 'user' }." + field),
                        value::equals);
    }

    private static String circuit(Tenant tenant) {
        return Api.admin(tenant.organization)
                .get("/api/v1/integrations/health")
                .jsonPath()
                .getString("integrations.find { it.provider == 'user' }.circuit");
    }

    private static long live(Tenant tenant) {
        return Sql.count(
                "SELECT count(*) FROM synced_record WHERE organization_id = ? AND NOT deleted", tenant.organization);
    }

    /** A job whose worker died after its first page, its lease about to end. */
    private static void abandonedAfterFirstPage(UUID organization, UUID job) {
        Sql.execute("INSERT INTO sync_job (organization_id, id, target, mode, status, started_at) VALUES ('"
                + organization + "', '" + job + "', 'users', 'full', 'RUNNING', now());"
                + "INSERT INTO sync_step (organization_id, job_id, position, kind, status, cursor, pages, seen, started_at)"
                + " VALUES ('" + organization + "', '" + job + "', 0, 'users', 'RUNNING', '3', 1, 3, now());"
                + "INSERT INTO due_work (organization_id, kind, ref, lease_owner, lease_until) VALUES ('"
                + organization + "', 'sync_job', '" + job + "', 'dead/1', now() + interval '1 second')");
    }

    private static List<Map<String, Object>> users(int count, String updatedAt) {
        return IntStream.range(0, count)
                .mapToObj(i -> record("usr_%03d".formatted(i), updatedAt, 1, "name " + i))
                .toList();
    }
}
