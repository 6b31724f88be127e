package io.atrium.tenant.organization;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.startsWith;

import io.atrium.kit.testing.TestTokens;
import io.atrium.kit.testing.TestTopics;
import io.atrium.tenant.Api;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class PlatformResourceTest {
    private static final String ALL = "/api/v1/organizations";

    @Inject
    Api api;

    @ParameterizedTest
    @CsvSource({"GET,''", "POST,''", "GET,/{id}", "POST,/{id}/suspend", "POST,/{id}/reactivate"})
    void shouldAdmitOperatorsAlone(String method, String path) {
        UUID id = api.active();
        String route = ALL + path.replace("{id}", id.toString());
        String body = method.equals("POST") && path.isEmpty() ? "{}" : "";
        given().contentType("application/json")
                .body(body)
                .request(method, route)
                .then()
                .statusCode(401);
        api.as(id, "ORG_ADMIN").body(body).request(method, route).then().statusCode(403);
        api.as(id, "VIEWER").get("/api/v1/organizations/me").then().body("status", equalTo("ACTIVE"));
    }

    @Test
    void shouldMakeAnOrganization() {
        UUID mark = UUID.randomUUID();
        String location = api.operator()
                .header("Host", "evil.test:8000")
                .header("X-Forwarded-Host", "evil.test")
                .body(Map.of(
                        "name",
                        "Made",
                        "domain",
                        mark + ".example.org",
                        "subdomain",
                        Api.subdomain(mark),
                        "plan",
                        "enterprise"))
                .post(ALL)
                .then()
                .statusCode(201)
                .header("Location", startsWith("http://localhost:8000/api/v1/organizations/"))
                .extract()
                .header("Location");
        String id = api.operator()
                .get(URI.create(location).getPath())
                .then()
                .statusCode(200)
                .extract()
                .path("id");
        api.as(UUID.fromString(id), "VIEWER")
                .get("/api/v1/organizations/me")
                .then()
                .statusCode(200)
                .body("status", equalTo("ACTIVE"))
                .body("plan", equalTo("enterprise"));
    }

    @Test
    void shouldRefuseAnUnknownPlan() {
        UUID mark = UUID.randomUUID();
        api.operator()
                .body(Map.of("name", "Made", "domain", "a.example", "subdomain", Api.subdomain(mark), "plan", "gold"))
                .post(ALL)
                .then()
                .statusCode(422)
                .body("errors[0].field", equalTo("plan"));
    }

    @Test
    void shouldListEveryOrganizationOnce() {
        Set<String> made = Set.of(
                api.active().toString(), api.active().toString(), api.active().toString());
        Set<String> seen = new HashSet<>();
        String cursor = null;
        do {
            JsonPath page = (cursor == null ? api.operator() : api.operator().queryParam("cursor", cursor))
                    .queryParam("limit", 2)
                    .get(ALL)
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            page.<String>getList("items.id")
                    .forEach(id -> assertThat(seen.add(id)).as("%s twice", id).isTrue());
            cursor = page.getString("next_cursor");
        } while (cursor != null);
        assertThat(seen).containsAll(made);
    }

    @Test
    void shouldLimitAPageInBytes() {
        // Given
        Set<String> made = new HashSet<>();
        String settings = "{\"a\":\"" + "a".repeat(16_000) + "\"}";
        for (int i = 0; i < 70; i++) {
            UUID id = api.active();
            made.add(id.toString());
            api.as(id, "ORG_ADMIN")
                    .body("{\"settings\":" + settings + "}")
                    .patch("/api/v1/organizations/me")
                    .then()
                    .statusCode(200);
        }

        // When
        List<String> pages = new ArrayList<>();
        String cursor = null;
        do {
            RequestSpecification request = api.operator().queryParam("limit", 200);
            String page = (cursor == null ? request : request.queryParam("cursor", cursor))
                    .get(ALL)
                    .then()
                    .statusCode(200)
                    .extract()
                    .asString();
            pages.add(page);
            cursor = JsonPath.from(page).getString("next_cursor");
        } while (cursor != null);

        // Then
        assertThat(pages).hasSizeGreaterThan(1).allMatch(page -> page.length() < 1_300_000);
        assertThat(pages.stream().flatMap(page -> JsonPath.from(page).<String>getList("items.id").stream()))
                .doesNotHaveDuplicates()
                .containsAll(made);
    }

    @Test
    void shouldFilterByStatus() {
        UUID id = api.pending(UUID.randomUUID());
        api.operator()
                .queryParam("status", "PENDING")
                .queryParam("limit", 200)
                .get(ALL)
                .then()
                .statusCode(200)
                .body("items.status", everyItem(equalTo("PENDING")))
                .body("items.findAll { it.id == '" + id + "' }", hasSize(1));
    }

    @Test
    void shouldRefuseASuspendedOrganizationAndReactivateIt() {
        UUID id = api.active();
        api.operator().post(ALL + "/" + id + "/suspend").then().statusCode(200).body("status", equalTo("SUSPENDED"));
        await(id, 403);
        api.as(id, "ORG_ADMIN").get("/api/v1/organizations/me").then().body("code", equalTo("ORGANIZATION_SUSPENDED"));
        TestTopics.shared()
                .await(
                        "atrium.changes.v1",
                        1,
                        record -> id.toString().equals(record.key())
                                && new String(record.value(), StandardCharsets.UTF_8)
                                        .matches("(?s).*organization\\.updated.*SUSPENDED.*"));
        assertThat(TestTopics.shared()
                        .awaitChange(id, "access.refused")
                        .at("/detail/reason")
                        .asText())
                .isEqualTo("ORGANIZATION_SUSPENDED");
        api.operator().post(ALL + "/" + id + "/suspend").then().statusCode(200);
        api.operator()
                .post(ALL + "/" + id + "/reactivate")
                .then()
                .statusCode(200)
                .body("status", equalTo("ACTIVE"));
        await(id, 200);
    }

    @Test
    void shouldRefuseASuspensionOfAnotherVersion() {
        UUID id = api.active();

        api.operator()
                .header("If-Match", "\"v0\"")
                .post(ALL + "/" + id + "/suspend")
                .then()
                .statusCode(412)
                .body("code", equalTo("PRECONDITION_FAILED"));
        api.operator()
                .header("If-Match", "\"v0\"")
                .post(ALL + "/" + id + "/reactivate")
                .then()
                .statusCode(412);
        api.operator()
                .header("If-Match", "\"v1\"")
                .post(ALL + "/" + id + "/suspend")
                .then()
                .statusCode(200)
                .header("ETag", equalTo("\"v2\""));
        api.operator()
                .header("If-Match", "\"v2\"")
                .post(ALL + "/" + id + "/reactivate")
                .then()
                .statusCode(200);
    }

    @Test
    void shouldNotSuspendAReservation() {
        UUID id = api.pending(UUID.randomUUID());
        api.operator().post(ALL + "/" + id + "/suspend").then().statusCode(409).body("code", equalTo("CONFLICT"));
    }

    @Test
    void shouldNotKnowAnUnknownOrganization() {
        api.operator().post(ALL + "/" + UUID.randomUUID() + "/suspend").then().statusCode(404);
        api.operator().post(ALL + "/nobody/suspend").then().statusCode(404);
    }

    private void await(UUID id, int status) {
        String token = TestTokens.user(id, "VIEWER");
        Awaitility.await()
                .atMost(Duration.ofSeconds(5))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> given().header("Authorization", "Bearer " + token)
                                .get("/api/v1/organizations/me")
                                .statusCode()
                        == status);
    }
}
