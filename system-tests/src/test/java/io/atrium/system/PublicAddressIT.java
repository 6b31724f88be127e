package io.atrium.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.notNullValue;

import io.atrium.local.topology.Service;
import io.atrium.local.topology.Topology;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the one public address shows, and what it never does. */
class PublicAddressIT {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/internal/organizations",
                "/internal/registrations/00000000-0000-0000-0000-000000000000",
                "/api/v1/../../internal/organizations",
                "/q/metrics",
                "/q/health/ready",
                "/nothing"
            })
    void shouldNotRoute(String path) {
        Suite.running()
                .request()
                .urlEncodingEnabled(false)
                .get(path)
                .then()
                .statusCode(404)
                .contentType(containsString("application/problem+json"))
                .body("code", notNullValue());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"identity-service", "tenant-service", "audit-service", "webhook-gateway", "integration-service"})
    void shouldShowOpenApiOf(String service) {
        Suite.running()
                .request()
                .accept("application/json")
                .get("/openapi/" + service)
                .then()
                .statusCode(200);
    }

    @Test
    void shouldShowOneOpenApiDocumentOfAllServicesWithItsOwnAddress() {
        Suite.running()
                .request()
                .accept("application/json")
                .get("/openapi")
                .then()
                .statusCode(200)
                .body("servers[0].url", equalTo(Suite.running().address()))
                .body("paths.keySet()", hasItems("/api/v1/users", "/api/v1/audit/events", "/api/v1/health"));
    }

    @Test
    void shouldShowDocumentation() {
        Suite.running().request().get("/docs").then().statusCode(200).contentType(containsString("text/html"));
    }

    @Test
    void shouldNameItsOwnAddressWhateverTheHostIs() {
        Tenant tenant = Tenant.register();
        String unique = tenant.organizationId().substring(24);
        Map<String, Object> user = Map.of(
                "email",
                "ursula@" + unique + ".example.com",
                "username",
                "ursula",
                "password",
                Tenant.PASSWORD,
                "role",
                "USER");
        Map<String, Object> integration = Map.of(
                "name", "elsewhere", "provider", "custom", "enabled", true, "webhook", Map.of("source", "elsewhere"));

        assertThat(List.of(location(tenant, "/users/", user), location(tenant, "/integrations/", integration)))
                .allSatisfy(location ->
                        assertThat(location).startsWith(Suite.running().address() + "/api/v1/"));
    }

    private static String location(Tenant tenant, String path, Map<String, Object> body) {
        return tenant.as()
                .header("Host", "evil.test:8000")
                .header("X-Forwarded-Host", "evil.test")
                .contentType("application/json")
                .body(body)
                .post("/api/v1" + path)
                .then()
                .statusCode(201)
                .extract()
                .header("Location");
    }

    @Test
    void shouldPublishPublicKeysOnly() {
        String keys = Suite.running()
                .request()
                .get("/.well-known/jwks.json")
                .then()
                .statusCode(200)
                .body("keys[0].alg", equalTo("RS256"))
                .extract()
                .asString();

        assertThat(keys).doesNotContain("\"d\"", "\"p\"", "\"q\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/users/", "/organizations/me", "/integrations/", "/webhooks/events", "/audit/events"})
    void shouldAskForToken(String path) {
        Suite.running()
                .request()
                .get("/api/v1" + path)
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", containsString("Bearer"))
                .header("X-Request-Id", notNullValue())
                .header("X-Content-Type-Options", equalTo("nosniff"))
                .body("code", equalTo("UNAUTHENTICATED"));
    }

    @Test
    void shouldProbeEveryService() {
        for (Service service : Topology.ofDeployment().services()) {
            String address =
                    "http://localhost:" + Suite.running().port(service.port().variable());
            for (String path : List.of("/q/health/live", "/q/health/ready", "/q/health/started", "/q/metrics")) {
                assertThat(io.restassured.RestAssured.given()
                                .baseUri(address)
                                .get(path)
                                .statusCode())
                        .as(service.name() + path)
                        .isEqualTo(200);
            }
        }
    }
}
