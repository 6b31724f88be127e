package io.atrium.kit.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.atrium.kit.TestTokens;
import io.atrium.kit.address.PublicAddress;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class CrossOriginTest {
    private static final String CALLER = "/api/v1/probe/caller";

    @ParameterizedTest
    @ValueSource(strings = {"https://app.example.com", "http://localhost:3000", "http://localhost:8000"})
    void shouldLetKnownOriginsReadReplies(String origin) {
        caller().header("Origin", origin)
                .get(CALLER)
                .then()
                .statusCode(200)
                .header("Access-Control-Allow-Origin", equalTo(origin))
                .header("Access-Control-Expose-Headers", containsString("Retry-After"))
                .header("Access-Control-Allow-Credentials", nullValue())
                .header("Vary", containsString("origin"));
    }

    @Test
    void shouldLetThemReadProblemsToo() {
        given().header("Origin", "https://app.example.com")
                .get(CALLER)
                .then()
                .statusCode(401)
                .header("Access-Control-Allow-Origin", equalTo("https://app.example.com"));
    }

    @Test
    void shouldAnswerThePreflightWithoutAToken() {
        given().header("Origin", "https://app.example.com")
                .header("Access-Control-Request-Method", "PATCH")
                .header("Access-Control-Request-Headers", "authorization,if-match")
                .options("/api/v1/probe/things")
                .then()
                .statusCode(204)
                .header("Access-Control-Allow-Methods", containsString("PATCH"))
                .header("Access-Control-Allow-Headers", containsString("If-Match"))
                .header("Access-Control-Max-Age", equalTo("600"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example.com",
                "http://app.example.com",
                "https://app.example.com.evil.example",
                "https://app.example.com:444",
                "null"
            })
    void shouldRefuseOtherOrigins(String origin) {
        caller().header("Origin", origin)
                .get(CALLER)
                .then()
                .statusCode(403)
                .contentType("application/problem+json")
                .header("Access-Control-Allow-Origin", nullValue());
    }

    @Test
    void shouldAnswerRequestsThatAreOfNoBrowser() {
        caller().get(CALLER).then().statusCode(200).header("Access-Control-Allow-Origin", nullValue());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "app.example.com",
                "https://app.example.com/",
                "https://app.example.com/x",
                "ftp://a.b",
                "https://user@app.example.com",
                "https://app .example.com"
            })
    void shouldRefuseASettingThatIsNoOrigin(String origin) {
        PublicAddress address = new PublicAddress("http://localhost:8000");

        assertThatThrownBy(() -> new CrossOrigin(Optional.of(List.of(origin)), address))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("CORS_ORIGINS");
    }

    private static RequestSpecification caller() {
        return given().header("Authorization", "Bearer " + TestTokens.token(UUID.randomUUID(), "USER"));
    }
}
