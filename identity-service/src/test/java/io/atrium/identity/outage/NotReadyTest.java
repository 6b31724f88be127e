package io.atrium.identity.outage;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import io.atrium.kit.testing.AtriumPostgres;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A service that has not met its broker yet. */
@QuarkusTest
@TestProfile(NotReadyTest.WithoutBroker.class)
@WithTestResource(AtriumPostgres.class)
class NotReadyTest {

    public static final class WithoutBroker implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("kafka.bootstrap.servers", "localhost:1");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/users", "/api/v1/auth/me", "/internal/registrations/x", "/nothing"})
    void shouldCallNoTokenBadBeforeItKnows(String path) {
        given().header("Authorization", "Bearer eyJhbGciOiJSUzI1NiJ9.e30.c2ln")
                .get(path)
                .then()
                .statusCode(503)
                .header("Retry-After", notNullValue())
                .body("code", equalTo("NOT_READY"));
    }

    @Test
    void shouldAnswerWhatNeedsNothing() {
        given().get("/q/health/live").then().statusCode(200);
        given().get("/q/metrics").then().statusCode(200);
        given().get("/.well-known/jwks.json").then().statusCode(200);
    }
}
