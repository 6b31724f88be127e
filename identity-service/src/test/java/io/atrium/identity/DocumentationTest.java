package io.atrium.identity;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;

import io.atrium.identity.testing.IdentityTest;
import io.atrium.kit.testing.HttpRulesCheck;
import io.atrium.kit.testing.OpenApiCheck;
import io.atrium.kit.testing.OpenApiDocuments;
import io.atrium.kit.wire.testing.RawRequestCheck;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URL;
import org.junit.jupiter.api.Test;

@QuarkusTest
class DocumentationTest extends IdentityTest {

    @TestHTTPResource
    URL root;

    @Test
    void shouldDescribeEveryPublicRouteAndNoInternalOne() {
        given().accept("application/json")
                .get("/q/openapi")
                .then()
                .statusCode(200)
                .body("info.title", equalTo("Atrium identity-service"))
                .body(
                        "paths.keySet()",
                        hasItems(
                                "/api/v1/auth/register",
                                "/api/v1/auth/login",
                                "/api/v1/auth/refresh",
                                "/api/v1/auth/logout",
                                "/api/v1/auth/me",
                                "/api/v1/users",
                                "/api/v1/users/{id}",
                                "/.well-known/jwks.json"))
                .body("paths", not(hasKey("/internal/registrations/{organization_id}")));
    }

    @Test
    void shouldDescribeWhatItSends() {
        OpenApiCheck.verify();
    }

    @Test
    void shouldAnswerWithTheCommittedDocument() {
        OpenApiDocuments.verify("identity-service");
    }

    @Test
    void shouldServeProbesAndMetrics() {
        given().get("/q/health/live").then().statusCode(200);
        given().get("/q/health/started").then().statusCode(200);
        given().get("/q/metrics").then().statusCode(200);
    }

    @Test
    void shouldTakeNoRequestThatHttpDoesNotAllow() throws Exception {
        RawRequestCheck.ofService(root.getPort(), "/.well-known/jwks.json").all();
    }

    @Test
    void shouldFollowTheRulesOfHttpOnEveryRoute() throws Exception {
        HttpRulesCheck.verify();
    }
}
