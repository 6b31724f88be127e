package io.atrium.webhook.health;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import io.atrium.kit.testing.AtriumKafka;
import io.atrium.kit.testing.HttpRulesCheck;
import io.atrium.kit.wire.testing.RawRequestCheck;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URL;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(AtriumKafka.class)
class PlatformTest {

    @TestHTTPResource
    URL root;

    @Test
    void shouldSayDegradedWhileOtherServicesAreDown() {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> given().get("/api/v1/health")
                        .then()
                        .statusCode(200)
                        .body("status", equalTo("DEGRADED"))
                        .body("parts.find { it.name == 'webhook-gateway' }.status", equalTo("UP"))
                        .body("parts.find { it.name == 'identity-service' }.status", equalTo("DOWN")));

        given().get("/api/v1/health")
                .then()
                .body(
                        "parts.name",
                        hasItems("identity-service", "tenant-service", "audit-service", "integration-service"));
    }

    @Test
    void shouldServeOneDocumentationPageOverAllServices() {
        given().get("/docs/")
                .then()
                .statusCode(200)
                .header("Content-Security-Policy", containsString("script-src 'self'"))
                .header("Content-Security-Policy", containsString("frame-ancestors 'none'"))
                .header("Content-Security-Policy", not(containsString("unsafe-eval")))
                .header("X-Content-Type-Options", equalTo("nosniff"))
                .header("X-Request-Id", notNullValue())
                .body(containsString("/openapi/identity-service"))
                .body(containsString("/openapi/webhook-gateway"));
    }

    @Test
    void shouldDescribeTheIntakeInItsOpenApi() {
        given().get("/q/openapi?format=json")
                .then()
                .statusCode(200)
                .body(
                        "paths.'/api/v1/webhooks/{source}/{organization_id}'.post.responses.'202'.description",
                        containsString("acknowledged"))
                .body("paths.'/api/v1/health'.get.summary", containsString("health"));
    }

    @Test
    void shouldMeasureTheIntake() {
        given().body("{}").post("/api/v1/webhooks/nobody/nowhere").then().statusCode(404);

        given().get("/q/metrics")
                .then()
                .statusCode(200)
                .body(containsString("atrium_webhook_intake_seconds_count{outcome=\"accepted\"}"))
                .body(containsString("atrium_webhook_in_flight"));
    }

    @Test
    void shouldTakeNoRequestThatHttpDoesNotAllow() throws Exception {
        RawRequestCheck.ofService(root.getPort(), "/api/v1/health").all();
    }

    @Test
    void shouldFollowTheRulesOfHttpOnEveryRoute() throws Exception {
        HttpRulesCheck.verify();
    }
}
