package io.atrium.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.atrium.kit.organization.PlatformOrganization;
import io.atrium.kit.testing.AtriumKafka;
import io.atrium.kit.testing.AtriumPostgres;
import io.atrium.kit.testing.HttpRulesCheck;
import io.atrium.kit.testing.TestOrganizations;
import io.atrium.kit.wire.testing.RawRequestCheck;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import java.net.URL;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(AtriumPostgres.class)
@QuarkusTestResource(AtriumKafka.class)
class AccessTest {

    @TestHTTPResource
    URL root;

    private static final String ID = "019a0000-0000-7000-8000-000000000000";

    @ParameterizedTest
    @CsvSource({
        "GET,/api/v1/integrations/",
        "POST,/api/v1/integrations/",
        "GET,/api/v1/integrations/" + ID,
        "PUT,/api/v1/integrations/" + ID,
        "DELETE,/api/v1/integrations/" + ID,
        "POST,/api/v1/integrations/" + ID + "/secret",
        "GET,/api/v1/webhooks/events",
        "GET,/api/v1/webhooks/events/" + ID,
        "POST,/api/v1/webhooks/events/" + ID + "/replay",
        "GET,/api/v1/webhooks/stats",
        "GET,/api/v1/webhooks/dead-letters",
        "POST,/api/v1/webhooks/process",
    })
    void shouldKeepAdministrationToAdministrators(String method, String path) {
        UUID organization = TestOrganizations.active();

        RestAssured.given()
                .contentType(ContentType.JSON)
                .body("{}")
                .request(method, path)
                .then()
                .statusCode(401);
        Api.as(organization, "USER").body("{}").request(method, path).then().statusCode(403);
        Api.as(organization, "VIEWER").body("{}").request(method, path).then().statusCode(403);
    }

    @ParameterizedTest
    @CsvSource({
        "GET,/api/v1/integrations",
        "POST,/api/v1/integrations",
        "GET,/api/v1/integrations/health",
        "GET,/api/v1/integrations/" + ID + "/health",
        "POST,/api/v1/integrations/" + ID + "/test",
        "GET,/api/v1/integrations/data/users",
        "POST,/api/v1/integrations/sync/all",
        "GET,/api/v1/integrations/sync/jobs",
        "GET,/api/v1/webhooks/events",
        "GET,/api/v1/webhooks/stats",
        "POST,/api/v1/webhooks/replay",
        "POST,/api/v1/webhooks/process",
    })
    void shouldDoNothingWhereThereIsNoOrganization(String method, String path) {
        UUID unknown = UUID.randomUUID();
        String body = path.endsWith("/integrations")
                ? "{\"name\":\"x\",\"webhook\":{\"source\":\"of-nobody\",\"scheme\":\"standard-webhooks\"}}"
                : "{}";

        Api.as(PlatformOrganization.ID, "SUPER_ADMIN")
                .header("X-Organization-Id", unknown.toString())
                .body(body)
                .request(method, path)
                .then()
                .statusCode(404)
                .body("code", equalTo("NOT_FOUND"));
        Api.as(PlatformOrganization.ID, "SUPER_ADMIN")
                .body(body)
                .request(method, path)
                .then()
                .statusCode(400)
                .body("code", equalTo("ORGANIZATION_REQUIRED"));

        assertThat(Sql.count("SELECT count(*) FROM integration WHERE organization_id = ?", unknown))
                .isZero();
        assertThat(Sql.count("SELECT count(*) FROM integration WHERE organization_id = ?", PlatformOrganization.ID))
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/integrations/data/users",
                "/api/v1/integrations/data/payments",
                "/api/v1/integrations/data/messages"
            })
    void shouldLetEveryRoleReadSyncedData(String path) {
        UUID organization = TestOrganizations.active();

        RestAssured.get(path).then().statusCode(401);
        Api.as(organization, "VIEWER").get(path).then().statusCode(200);
        Api.as(organization, "USER").get(path).then().statusCode(200);
    }

    @Test
    void shouldAnswerHealthProbes() {
        RestAssured.get("/q/health/live").then().statusCode(200);
        RestAssured.get("/q/health/ready").then().statusCode(200);
        RestAssured.get("/q/metrics").then().statusCode(200);
    }

    @Test
    void shouldTakeNoRequestThatHttpDoesNotAllow() throws Exception {
        RawRequestCheck.ofService(root.getPort(), "/api/v1/integrations").all();
    }

    @Test
    void shouldFollowTheRulesOfHttpOnEveryRoute() throws Exception {
        HttpRulesCheck.verify();
    }
}
