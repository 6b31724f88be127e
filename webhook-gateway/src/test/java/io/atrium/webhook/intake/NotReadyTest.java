package io.atrium.webhook.intake;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A gateway that has not met its broker yet. */
@QuarkusTest
@TestProfile(NotReadyTest.WithoutBroker.class)
class NotReadyTest {

    public static final class WithoutBroker implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("kafka.bootstrap.servers", "localhost:1");
        }
    }

    @Test
    void shouldAnswer503UntilTheTopicsAreRead() {
        given().body("{}")
                .post("/api/v1/webhooks/user/" + UUID.randomUUID())
                .then()
                .statusCode(503)
                .header("Retry-After", notNullValue())
                .body("code", equalTo("NOT_READY"));
    }

    @Test
    void shouldBeAliveButNotReady() {
        given().get("/q/health/live").then().statusCode(200);
        given().get("/q/health/ready").then().statusCode(503);
    }

    @Test
    void shouldSayThatThePlatformIsDown() {
        given().get("/api/v1/health").then().statusCode(503).body("status", equalTo("DOWN"));
    }
}
