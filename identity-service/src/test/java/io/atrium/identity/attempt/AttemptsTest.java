package io.atrium.identity.attempt;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.atrium.identity.testing.IdentityTest;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@TestProfile(AttemptsTest.FewAttempts.class)
class AttemptsTest extends IdentityTest {

    public static final class FewAttempts implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "identity.attempts.login.requests", "4",
                    "identity.attempts.login.account-requests", "2",
                    "identity.attempts.register.requests", "2",
                    "identity.attempts.register.window", "600",
                    "identity.attempts.register.account-requests", "1");
        }
    }

    private static String address() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return "100.%d.%d.%d".formatted(64 + random.nextInt(64), random.nextInt(256), random.nextInt(256));
    }

    private static Response login(String address, String email, String password) {
        return given().header("X-Forwarded-For", address)
                .contentType("application/json")
                .body(Map.of("email", email, "password", password))
                .post("/api/v1/auth/login");
    }

    private static Response register(String address, Map<String, Object> body) {
        return given().header("X-Forwarded-For", address)
                .contentType("application/json")
                .body(body)
                .post("/api/v1/auth/register");
    }

    @Test
    void shouldLimitLoginsOfOneAccountFromOneNetwork() {
        String address = address();
        String email = unique("nobody") + "@people.example";
        login(address, email, PASSWORD).then().statusCode(401).header("RateLimit", containsString("\"login\";r=3;"));
        login(address, email.toUpperCase(java.util.Locale.ROOT), PASSWORD)
                .then()
                .statusCode(401);

        Response refused = login(address, email, PASSWORD);

        refused.then()
                .statusCode(429)
                .contentType("application/problem+json")
                .body("code", equalTo("RATE_LIMITED"))
                .header("RateLimit-Policy", containsString("\"login\";q=4;w=60, \"login-account\";q=2;w=60"))
                .header("RateLimit", containsString("\"login\";r=2;"))
                .header("RateLimit", containsString("\"login-account\";r=0;"));
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(40, 63);
        login(address, unique("other") + "@people.example", PASSWORD).then().statusCode(401);
    }

    @Test
    void shouldLimitLoginsOfOneNetworkWhoeverTheyAreFor() {
        String address = address();
        for (int i = 0; i < 4; i++) {
            login(address, unique("nobody") + "@people.example", PASSWORD)
                    .then()
                    .statusCode(401);
        }

        login(address, unique("nobody") + "@people.example", PASSWORD)
                .then()
                .statusCode(429)
                .body("detail", containsString("limit: login"));
    }

    @Test
    void shouldLetTheOwnerInWhateverIsTriedElsewhere() {
        Map<String, Object> body = registration("org");
        String home = address();
        register(home, body).then().statusCode(201);
        for (int i = 0; i < 6; i++) {
            login(address(), body.get("email").toString(), "wrong");
        }
        String guesser = address();
        for (int i = 0; i < 6; i++) {
            login(guesser, body.get("email").toString(), "wrong");
        }

        login(home, body.get("email").toString(), PASSWORD).then().statusCode(200);
    }

    @Test
    void shouldLimitRegistrationsOfOneNetworkAndOfOneAddress() {
        String address = address();
        Map<String, Object> body = registration("org");
        register(address, body).then().statusCode(201);
        register(address, body).then().statusCode(429).body("detail", containsString("limit: register-account"));
        register(address, registration("org")).then().statusCode(201);

        register(address, registration("org"))
                .then()
                .statusCode(429)
                .header("RateLimit-Policy", containsString("\"register\";q=2;w=600"))
                .body("detail", equalTo("At most 2 requests in 600 s are admitted (limit: register)."));
    }

    @ParameterizedTest
    @CsvSource({"100, 9, 90", "100, 1, 10", "1, 1, 1", "0, 9, 0", "2000000000, 8, 1600000000"})
    void shouldFollowTheLimitOfACaller(int callers, int tenths, int limit) {
        assertThat(Attempts.part(OptionalInt.empty(), callers, tenths)).isEqualTo(limit);
        assertThat(Attempts.part(OptionalInt.of(7), callers, tenths)).isEqualTo(7);
    }

    @Test
    void shouldNotCountWhatIsNoLogin() {
        String address = address();
        for (int i = 0; i < 6; i++) {
            given().header("X-Forwarded-For", address)
                    .contentType("application/json")
                    .body(Map.of("email", ""))
                    .post("/api/v1/auth/login")
                    .then()
                    .statusCode(422);
        }
        login(address, unique("nobody") + "@people.example", PASSWORD).then().statusCode(401);
    }
}
