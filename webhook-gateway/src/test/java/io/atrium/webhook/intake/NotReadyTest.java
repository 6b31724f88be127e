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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/users", "/api/v1/auth/me", "/internal/anything", "/nothing"})
    void shouldCallNoTokenBadBeforeItKnows(String path) {
        given().header("Authorization", "Bearer eyJhbGciOiJSUzI1NiJ9.e30.c2ln")
                .get(path)
                .then()
                .statusCode(503)
                .header("Retry-After", notNullValue())
                .body("code", equalTo("NOT_READY"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/q/health/live", "/q/metrics", "/openapi", "/docs/"})
    void shouldAnswerWhatNeedsNothing(String path) {
        given().get(path).then().statusCode(200);
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
