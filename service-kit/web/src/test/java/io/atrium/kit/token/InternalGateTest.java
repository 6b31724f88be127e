package io.atrium.kit.token;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.atrium.kit.TestTokens;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class InternalGateTest {
    @Inject
    ServiceTokens tokens;

    @Test
    void shouldAdmitAServiceThatMeansThisOne() {
        given().header("Authorization", "Bearer " + tokens.issue("kit-web"))
                .get("/internal/probe")
                .then()
                .statusCode(200)
                .body(equalTo("kit-web"));
    }

    @Test
    void shouldRefuseATokenForAnotherService() {
        given().header("Authorization", "Bearer " + tokens.issue("audit-service"))
                .get("/internal/probe")
                .then()
                .statusCode(401);
    }

    @Test
    void shouldRefuseAnAccessToken() {
        given().header("Authorization", "Bearer " + TestTokens.token(UUID.randomUUID(), "SUPER_ADMIN"))
                .get("/internal/probe")
                .then()
                .statusCode(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/internal/probe",
                "/internal/nowhere",
                "/internal;a=b/probe",
                "//internal/probe",
                "/x/../internal/probe",
                "/%69nternal/probe",
                "/;a/internal/probe"
            })
    void shouldRefuseWithoutAToken(String path) {
        int status = given().urlEncodingEnabled(false).get(path).statusCode();
        assertThat(status).isIn(401, 404);
    }

    @Test
    void shouldNotTakeAServiceTokenForACaller() {
        given().header("Authorization", "Bearer " + tokens.issue("kit-web"))
                .get("/api/v1/probe/caller")
                .then()
                .statusCode(401);
    }
}
