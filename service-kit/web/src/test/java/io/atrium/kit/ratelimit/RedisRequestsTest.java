package io.atrium.kit.ratelimit;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.time.Duration;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** A service whose requests wait for Redis: their bodies come whole, and it goes on without Redis. */
@QuarkusTest
@TestProfile(SlowAndShared.class)
class RedisRequestsTest {

    private final Optional<RedisServer> server = SlowAndShared.server();

    @Test
    void shouldReadBodiesAndRefuseAndBeReadyWithAndWithoutRedis() {
        assumeTrue(server.isPresent(), "redis-server is not installed");
        awaitShared(1);
        String name = "x".repeat(200_000);
        for (int left = 19; left >= 0; left--) {
            given().header("X-Forwarded-For", "198.51.100.77")
                    .contentType("application/json")
                    .body("{\"first_name\":\"" + name + "\"}")
                    .post("/api/v1/probe/things")
                    .then()
                    .statusCode(200)
                    .header("RateLimit", containsString(";r=" + left + ";"))
                    .body("first_name", equalTo(name));
        }
        given().header("X-Forwarded-For", "198.51.100.77")
                .contentType("application/json")
                .body("{\"first_name\":\"" + name + "\"}")
                .post("/api/v1/probe/things")
                .then()
                .statusCode(429);

        server.orElseThrow().kill();
        awaitShared(0);

        given().get("/q/health/ready").then().statusCode(200);
        given().header("X-Forwarded-For", "198.51.100.78")
                .get("/api/v1/probe/request")
                .then()
                .statusCode(200)
                .header("RateLimit", containsString(";r=19;"));
        given().header("X-Forwarded-For", "198.51.100.77")
                .get("/api/v1/probe/request")
                .then()
                .statusCode(429);
    }

    private static void awaitShared(int expected) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(given().get("/q/metrics").asString())
                        .containsPattern("(?m)^atrium_rate_limit_shared(\\{\\})? " + expected));
    }
}
