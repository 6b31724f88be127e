package io.atrium.kit.ratelimit;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.atrium.contracts.OrganizationStatus;
import io.atrium.kit.FewRequests;
import io.atrium.kit.TestTokens;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(FewRequests.class)
class RequestRateLimitTest {

    private static final AtomicInteger ADDRESSES = new AtomicInteger();

    private static String address() {
        int next = ADDRESSES.incrementAndGet();
        return "198.51." + next / 250 + "." + next % 250;
    }

    private static Response from(String address, String path) {
        return given().header("X-Forwarded-For", address).get(path);
    }

    private static Response as(String token, String path) {
        return given().header("X-Forwarded-For", address())
                .header("Authorization", "Bearer " + token)
                .get(path);
    }

    @Test
    void shouldTellTheLimitOnEveryCountedAnswerAndRefuseBeyondIt() {
        String address = address();
        for (int left = 4; left >= 0; left--) {
            from(address, "/api/v1/probe/request")
                    .then()
                    .statusCode(200)
                    .header("RateLimit-Policy", equalTo("\"caller\";q=5;w=60"))
                    .header("RateLimit", matchesPattern("\"caller\";r=" + left + ";t=(5[0-9]|6[0-3])"));
        }

        Response refused = from(address, "/api/v1/probe/request");

        refused.then()
                .statusCode(429)
                .contentType("application/problem+json")
                .header("RateLimit", matchesPattern("\"caller\";r=0;t=[0-9]+"))
                .header("X-Request-Id", notNullValue())
                .header("X-Content-Type-Options", equalTo("nosniff"))
                .body("code", equalTo("RATE_LIMITED"))
                .body("detail", equalTo("At most 5 requests in 60 s are admitted (limit: caller)."))
                .body("instance", equalTo("/api/v1/probe/request"));
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(50, 63);
        assertThat(refused.header("RateLimit")).endsWith(";t=" + refused.header("Retry-After"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/q/health/live", "/q/health/ready", "/q/metrics", "/.well-known/any", "/docs", "/openapi/any"})
    void shouldNotCountWhatIsExempt(String path) {
        String address = address();
        for (int i = 0; i < 8; i++) {
            assertThat(from(address, path).statusCode()).isNotEqualTo(429);
        }
        from(address, path).then().header("RateLimit", nullValue());
        from(address, "/api/v1/probe/request").then().header("RateLimit", containsString(";r=4;"));
    }

    @Test
    void shouldNotCountCallsOfServices() {
        for (int i = 0; i < 8; i++) {
            from("198.51.100.1", "/internal/probe").then().statusCode(401).header("RateLimit", nullValue());
        }
    }

    @Test
    void shouldCountWhatNobodyServesAndWhatFails() {
        String address = address();
        from(address, "/nowhere").then().statusCode(404).header("RateLimit", containsString(";r=4;"));
        from(address, "/api/v1/probe/unknown").then().statusCode(500).header("RateLimit", containsString(";r=3;"));
        from(address, "/api/v1/probe/numbers?limit=x")
                .then()
                .statusCode(422)
                .header("RateLimit", containsString(";r=2;"));
        from(address, "/api/v1/probe/caller").then().statusCode(401).header("RateLimit", containsString(";r=1;"));
    }

    @Test
    void shouldCountABadTokenForItsAddress() {
        String address = address();
        for (int i = 0; i < 5; i++) {
            given().header("X-Forwarded-For", address)
                    .header("Authorization", "Bearer no.good." + i)
                    .get("/api/v1/probe/caller")
                    .then()
                    .statusCode(401)
                    .body("code", equalTo("UNAUTHENTICATED"))
                    .header("RateLimit-Policy", equalTo("\"caller\";q=5;w=60"));
        }
        given().header("X-Forwarded-For", address)
                .header("Authorization", "Bearer no.good.6")
                .get("/api/v1/probe/caller")
                .then()
                .statusCode(429);
        from(address, "/api/v1/probe/request").then().statusCode(429);
    }

    @Test
    void shouldLetAPublicRouteAnswerWhateverTokenComesAlong() {
        given().header("X-Forwarded-For", address())
                .header("Authorization", "Bearer no.good.token")
                .get("/api/v1/probe/request")
                .then()
                .statusCode(200);
    }

    @Test
    void shouldCountAnIpv6AddressByItsNetwork() {
        for (int i = 0; i < 5; i++) {
            from("2001:db8:7:7::" + i, "/api/v1/probe/request").then().statusCode(200);
        }
        from("2001:db8:7:7:ffff::1", "/api/v1/probe/request").then().statusCode(429);
        from("2001:db8:7:8::1", "/api/v1/probe/request").then().statusCode(200);
    }

    @Test
    void shouldCountAUserWhereverTheyAreAndNotTheirAddress() {
        String token = TestTokens.token(UUID.randomUUID(), "USER");
        for (int i = 0; i < 5; i++) {
            as(token, "/api/v1/probe/caller")
                    .then()
                    .statusCode(200)
                    .header("RateLimit-Policy", equalTo("\"caller\";q=5;w=60, \"organization\";q=8;w=60"))
                    .header("RateLimit", containsString("\"organization\";r=" + (7 - i)));
        }
        as(token, "/api/v1/probe/caller").then().statusCode(429).body("detail", containsString("limit: caller"));
        as(TestTokens.token(UUID.randomUUID(), "USER"), "/api/v1/probe/caller")
                .then()
                .statusCode(200);
    }

    @Test
    void shouldCountTheUsersOfAnOrganizationTogether() {
        UUID organization = UUID.randomUUID();
        String first = TestTokens.token(organization, "USER");
        String second = TestTokens.token(organization, "VIEWER");
        for (int i = 0; i < 4; i++) {
            as(first, "/api/v1/probe/caller").then().statusCode(200);
            as(second, "/api/v1/probe/caller").then().statusCode(200);
        }

        Response refused = as(TestTokens.token(organization, "USER"), "/api/v1/probe/caller");

        refused.then()
                .statusCode(429)
                .header("RateLimit", matchesPattern("\"caller\";r=5;t=0, \"organization\";r=0;t=[0-9]+"))
                .header("Retry-After", notNullValue())
                .body("detail", containsString("limit: organization"));
        as(TestTokens.token(UUID.randomUUID(), "USER"), "/api/v1/probe/caller")
                .then()
                .statusCode(200);
    }

    @Test
    void shouldNotTakeFromATenantWhatThePlatformsPeopleDoInIt() {
        UUID tenant = UUID.randomUUID();
        TestTokens.ORGANIZATIONS.put(tenant, OrganizationStatus.ACTIVE);
        given().header("Authorization", "Bearer " + TestTokens.token(UUID.randomUUID(), "SUPER_ADMIN"))
                .header("X-Organization-Id", tenant.toString())
                .get("/api/v1/probe/caller")
                .then()
                .statusCode(200);

        as(TestTokens.token(tenant, "USER"), "/api/v1/probe/caller")
                .then()
                .header("RateLimit", containsString("\"organization\";r=7"));
    }

    @Test
    void shouldRefuseABodyWithoutReadingIt() {
        String address = address();
        for (int i = 0; i < 5; i++) {
            from(address, "/api/v1/probe/request");
        }
        given().header("X-Forwarded-For", address)
                .contentType("application/json")
                .body("{\"first_name\":\"" + "x".repeat(500_000) + "\"}")
                .post("/api/v1/probe/things")
                .then()
                .statusCode(429);
    }

    @Test
    void shouldCountRefusals() {
        String address = address();
        for (int i = 0; i < 6; i++) {
            from(address, "/api/v1/probe/request");
        }
        given().get("/q/metrics").then().body(containsString("atrium_rate_limit_refused_total{limit=\"address\"}"));
    }
}
