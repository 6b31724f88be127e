package io.atrium.tenant.organization;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;

import io.atrium.kit.organization.PlatformOrganization;
import io.atrium.kit.testing.TestDatabase;
import io.atrium.kit.testing.TestTokens;
import io.atrium.kit.testing.TestTopics;
import io.atrium.kit.wire.testing.CollidingNames;
import io.atrium.tenant.Api;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class OrganizationResourceTest {
    private static final String ME = "/api/v1/organizations/me";

    @Inject
    Api api;

    private final TestTopics topics = TestTopics.shared();

    @ParameterizedTest
    @ValueSource(strings = {"ORG_ADMIN", "USER", "VIEWER"})
    void shouldShowTheOrganizationToItsPeople(String role) {
        UUID id = api.active();
        api.as(id, role)
                .get(ME + "/")
                .then()
                .statusCode(200)
                .header("ETag", equalTo("\"v1\""))
                .body("id", equalTo(id.toString()))
                .body("status", equalTo("ACTIVE"))
                .body("plan", equalTo("free"))
                .body("settings", equalTo(Map.of()))
                .body("subdomain", equalTo(Api.subdomain(id)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "PUT", "PATCH"})
    void shouldRefuseTheAnonymous(String method) {
        given().contentType("application/json")
                .body("{}")
                .request(method, ME)
                .then()
                .statusCode(401)
                .body("code", equalTo("UNAUTHENTICATED"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "PATCH"})
    void shouldForbidChangesToOthersThanAdministrators(String method) {
        UUID id = api.active();
        api.as(id, "USER")
                .body(Map.of("name", "Mine"))
                .request(method, ME)
                .then()
                .statusCode(403);
    }

    @Test
    void shouldNeverReachAnotherOrganization() {
        UUID own = api.active();
        UUID other = api.active();
        api.as(own, "ORG_ADMIN")
                .header("X-Organization-Id", other.toString())
                .body(Map.of("name", "Conquered"))
                .patch(ME)
                .then()
                .statusCode(200)
                .body("id", equalTo(own.toString()));
        api.as(other, "VIEWER").get(ME).then().body("name", equalTo("Organization " + other));
        api.as(UUID.randomUUID(), "ORG_ADMIN").get(ME).then().statusCode(404);
    }

    @Test
    void shouldLetAnOperatorWorkInANamedOrganization() {
        UUID id = api.active();
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> api.operator()
                        .header("X-Organization-Id", id.toString())
                        .get(ME)
                        .then()
                        .statusCode(200)
                        .body("id", equalTo(id.toString())));
        topics.await("atrium.changes.v1", 1, record -> isOf(record, id, "organization.accessed"));
    }

    @ParameterizedTest
    @CsvSource({"GET,''", "PUT,''", "PATCH,''", "GET,/stats"})
    void shouldDoNothingWhereThereIsNoOrganization(String method, String path) {
        String body = "{\"name\":\"Nobody\",\"domain\":\"nobody.example\",\"subdomain\":\"nobody\"}";

        api.operator()
                .header("X-Organization-Id", UUID.randomUUID().toString())
                .body(body)
                .request(method, ME + path)
                .then()
                .statusCode(404)
                .body("code", equalTo("NOT_FOUND"));
        api.as(PlatformOrganization.ID, "SUPER_ADMIN")
                .body(body)
                .request(method, ME + path)
                .then()
                .statusCode(400)
                .body("code", equalTo("ORGANIZATION_REQUIRED"));
    }

    @Test
    void shouldMakeEveryChangeOfThoseAtOnceThatNameNoVersion() {
        UUID id = api.active();

        List<Integer> statuses = IntStream.range(0, 6)
                .mapToObj(n -> CompletableFuture.supplyAsync(() -> api.as(id, "ORG_ADMIN")
                        .body(Map.of("name", "Name " + n))
                        .patch(ME)
                        .statusCode()))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();

        assertThat(statuses).containsOnly(200);
        api.as(id, "VIEWER").get(ME).then().header("ETag", equalTo("\"v7\""));
    }

    @Test
    void shouldAnswerConditionalRequests() {
        UUID id = api.active();

        api.as(id, "VIEWER")
                .header("If-None-Match", "\"v1\"")
                .get(ME)
                .then()
                .statusCode(304)
                .header("ETag", equalTo("\"v1\""))
                .body(equalTo(""));
        api.as(id, "ORG_ADMIN")
                .header("If-None-Match", "*")
                .body(Map.of("name", "Second"))
                .patch(ME)
                .then()
                .statusCode(412);
        api.as(id, "ORG_ADMIN")
                .header("If-Match", "v1")
                .body(Map.of("name", "Second"))
                .patch(ME)
                .then()
                .statusCode(400);
        api.as(id, "VIEWER")
                .header("If-None-Match", "\"v2\"")
                .get(ME)
                .then()
                .statusCode(200)
                .header("ETag", equalTo("\"v1\""));
    }

    @Test
    void shouldReplaceTheOrganization() {
        UUID id = api.active();
        api.as(id, "ORG_ADMIN")
                .header("If-Match", "\"v1\"")
                .body(Map.of(
                        "name",
                        "  New name ",
                        "domain",
                        "Neu-" + id + ".Example.",
                        "subdomain",
                        Api.subdomain(id),
                        "settings",
                        Map.of("theme", "dark")))
                .put(ME)
                .then()
                .statusCode(200)
                .header("ETag", equalTo("\"v2\""))
                .body("name", equalTo("New name"))
                .body("domain", equalTo("neu-" + id + ".example"))
                .body("settings.theme", equalTo("dark"));
        api.service()
                .body(Map.of(
                        "id",
                        UUID.randomUUID().toString(),
                        "name",
                        "Other",
                        "domain",
                        id + ".example.com",
                        "subdomain",
                        "x" + Api.subdomain(id)))
                .post("/internal/organizations")
                .then()
                .statusCode(201);
    }

    @Test
    void shouldGiveBackNumbersOfSettingsAsTheyCame() {
        UUID id = api.active();
        String numbers = "[0.100000000000000000000000001,1.10,123456789012345678901234567890]";
        api.as(id, "ORG_ADMIN")
                .body("{\"settings\":{\"n\":" + numbers + "}}")
                .patch(ME)
                .then()
                .statusCode(200);

        String settings = api.as(id, "ORG_ADMIN").get(ME).asString();

        org.assertj.core.api.Assertions.assertThat(settings.replace(" ", "")).contains(numbers);
        api.as(id, "ORG_ADMIN")
                .body("{\"settings\":{\"n\":1e100000}}")
                .patch(ME)
                .then()
                .statusCode(422);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "PATCH"})
    void shouldLimitSettingsAsTheyAreStored(String method) {
        // Given
        UUID id = api.active();
        String expanding = "1e499,".repeat(40) + "1";

        // When
        ValidatableResponse reply = api.as(id, "ORG_ADMIN")
                .body("{\"name\":\"A\",\"domain\":\"" + id + ".example.com\",\"subdomain\":\"" + Api.subdomain(id)
                        + "\",\"settings\":{\"a\":[" + expanding + "]}}")
                .request(method, ME)
                .then();

        // Then
        reply.statusCode(422).body("errors[0].field", equalTo("settings"));
        api.as(id, "ORG_ADMIN").get(ME).then().statusCode(200).body("settings", equalTo(Map.of()));
    }

    @Test
    void shouldMendSettingsThatAreTooLong() {
        // Given
        UUID id = api.active();
        store(id, "{\"a\":[" + "1e499,".repeat(60) + "1],\"b\":\"" + "b".repeat(17_000) + "\"}");

        // When
        ValidatableResponse shorter = api.as(id, "ORG_ADMIN")
                .body("{\"settings\":{\"a\":null}}")
                .patch(ME)
                .then();

        // Then
        shorter.statusCode(200).body("settings", not(hasKey("a")));
        api.as(id, "ORG_ADMIN")
                .body("{\"settings\":{\"c\":1}}")
                .patch(ME)
                .then()
                .statusCode(422);
        api.as(id, "ORG_ADMIN")
                .body("{\"settings\":{\"b\":null,\"c\":1}}")
                .patch(ME)
                .then()
                .statusCode(200)
                .body("settings", equalTo(Map.of("c", 1)));
    }

    @Test
    void shouldTakeNamesOfOneHash() {
        // Given
        UUID id = api.active();
        String names = CollidingNames.object(CollidingNames.asText(0, 400));

        // When
        ValidatableResponse reply = api.as(id, "ORG_ADMIN")
                .body("{\"settings\":" + names + "}")
                .patch(ME)
                .then();

        // Then
        reply.statusCode(200);
        api.as(id, "ORG_ADMIN").get(ME).then().statusCode(200).body("settings.size()", equalTo(400));
    }

    private static void store(UUID organization, String settings) {
        try (Connection owner = TestDatabase.of("tenant").connect("owner");
                PreparedStatement statement = owner.prepareStatement(
                        "UPDATE organizations SET settings = ?::jsonb WHERE organization_id = ?::uuid")) {
            statement.setString(1, settings);
            statement.setString(2, organization.toString());
            assertThat(statement.executeUpdate()).isEqualTo(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void shouldMergeSettings() {
        UUID id = api.active();
        api.as(id, "ORG_ADMIN")
                .body("{\"settings\":{\"a\":1,\"b\":{\"c\":2,\"d\":3}}}")
                .patch(ME)
                .then()
                .statusCode(200);
        api.as(id, "ORG_ADMIN")
                .contentType("application/merge-patch+json")
                .body("{\"settings\":{\"a\":null,\"b\":{\"c\":[1]}}}")
                .patch(ME)
                .then()
                .statusCode(200)
                .body("name", equalTo("Organization " + id))
                .body("settings", not(hasKey("a")))
                .body("settings.b.c", equalTo(java.util.List.of(1)))
                .body("settings.b.d", equalTo(3));
    }

    @Test
    void shouldRefuseALostUpdate() {
        UUID id = api.active();
        api.as(id, "ORG_ADMIN").body(Map.of("name", "First")).patch(ME).then().statusCode(200);
        api.as(id, "ORG_ADMIN")
                .header("If-Match", "\"v1\"")
                .body(Map.of("name", "Second"))
                .patch(ME)
                .then()
                .statusCode(412)
                .body("code", equalTo("PRECONDITION_FAILED"));
    }

    @Test
    void shouldRefuseNamesThatAreTaken() {
        UUID id = api.active();
        UUID other = api.active();
        api.as(id, "ORG_ADMIN")
                .body(Map.of("domain", other + ".EXAMPLE.com"))
                .patch(ME)
                .then()
                .statusCode(409)
                .body("code", equalTo("DOMAIN_TAKEN"));
        api.as(id, "ORG_ADMIN")
                .body(Map.of("subdomain", Api.subdomain(other)))
                .patch(ME)
                .then()
                .statusCode(409)
                .body("code", equalTo("SUBDOMAIN_TAKEN"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"name\":\"  \"}",
                "{\"domain\":\"localhost\"}",
                "{\"subdomain\":\"a b\"}",
                "{\"settings\":{\"a\":\"\\u0000\"}}"
            })
    void shouldRefuseInvalidValues(String body) {
        UUID id = api.active();
        api.as(id, "ORG_ADMIN").body(body).patch(ME).then().statusCode(422).body("code", equalTo("VALIDATION_FAILED"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"plan\":\"enterprise\"}", "{\"status\":\"ACTIVE\"}", "{\"settings\":[]}", "{"})
    void shouldRefuseBodiesOfAnotherShape(String body) {
        UUID id = api.active();
        api.as(id, "ORG_ADMIN").body(body).patch(ME).then().statusCode(400);
    }

    @Test
    void shouldPublishStateAndChangeOfAnUpdate() {
        UUID id = api.active();
        UUID user = UUID.randomUUID();
        given().header("Authorization", "Bearer " + TestTokens.user(user, id, "ORG_ADMIN"))
                .header("X-Request-Id", "request-" + id)
                .header("User-Agent", "test-agent")
                .contentType("application/json")
                .body(Map.of("name", "Renamed"))
                .patch(ME)
                .then()
                .statusCode(200);

        JsonPath state = json(topics.await(
                        "atrium.organizations.v1",
                        1,
                        record -> isOf(record, id, "") && json(record).getInt("data.version") == 2)
                .get(0));
        assertThat(state.getString("type")).isEqualTo("io.atrium.organization.state");
        assertThat(state.getString("data.name")).isEqualTo("Renamed");
        assertThat(state.getString("data.status")).isEqualTo("ACTIVE");
        JsonPath change = json(topics.await("atrium.changes.v1", 1, record -> isOf(record, id, "request-" + id))
                .get(0));
        assertThat(change.getString("data.action")).isEqualTo("organization.updated");
        assertThat(change.getString("data.actor.id")).isEqualTo(user.toString());
        assertThat(change.getString("data.user_agent")).isEqualTo("test-agent");
        assertThat(change.getString("data.before.name")).isEqualTo("Organization " + id);
        assertThat(change.getString("data.after.name")).isEqualTo("Renamed");
    }

    private static boolean isOf(ConsumerRecord<String, byte[]> record, UUID organization, String text) {
        return organization.toString().equals(record.key())
                && record.value() != null
                && new String(record.value(), StandardCharsets.UTF_8).contains(text);
    }

    private static JsonPath json(ConsumerRecord<String, byte[]> record) {
        return JsonPath.from(new String(record.value(), StandardCharsets.UTF_8));
    }
}
