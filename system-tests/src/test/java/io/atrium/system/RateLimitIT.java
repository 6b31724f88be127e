package io.atrium.system;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.atrium.local.gateway.Gateway;
import io.atrium.local.gateway.GatewayConfig;
import io.atrium.local.gateway.RouteTable;
import io.atrium.local.gateway.Upstream;
import io.restassured.response.Response;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * {@code RATE_LIMIT_REQUESTS}, {@code RATE_LIMIT_WINDOW} and {@code REDIS_URL}: the suite has no limits, so three of its
 * services run a second time with them, behind a gateway of their own.
 */
class RateLimitIT {

    private static final int REQUESTS = 6;
    private static final int WINDOW_SECONDS = 6;
    private static final List<String> ONE_OF_EACH = List.of("/auth/me", "/organizations/me", "/audit/events");

    private static final List<AutoCloseable> PARTS = new ArrayList<>();
    private static boolean shared;
    private static String address = "";

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        Map<String, String> settings = new HashMap<>(Map.of(
                "RATE_LIMIT_REQUESTS", Integer.toString(REQUESTS),
                "RATE_LIMIT_WINDOW", Integer.toString(WINDOW_SECONDS)));
        RedisServer.start().ifPresent(redis -> {
            PARTS.add(redis);
            settings.put("REDIS_URL", redis.url());
            shared = true;
        });
        Replica identity = Replica.start("identity-service", settings);
        PARTS.add(identity);
        Replica tenant = Replica.start("tenant-service", settings);
        PARTS.add(tenant);
        Replica audit = Replica.start("audit-service", settings);
        PARTS.add(audit);
        Upstream elsewhere = new Upstream("127.0.0.1", Suite.running().port("ATRIUM_WEBHOOK_GATEWAY_PORT"));
        Gateway gateway = Gateway.start(
                RouteTable.ofDeployment(),
                GatewayConfig.of(
                        "127.0.0.1",
                        0,
                        Map.of(
                                "identity-service", new Upstream("127.0.0.1", identity.port()),
                                "tenant-service", new Upstream("127.0.0.1", tenant.port()),
                                "audit-service", new Upstream("127.0.0.1", audit.port()),
                                "webhook-gateway", elsewhere,
                                "integration-service", elsewhere)),
                line -> {});
        PARTS.add(gateway);
        address = "http://localhost:" + gateway.port();
        identity.awaitReady();
        tenant.awaitReady();
        audit.awaitReady();
        // the first requests of a process take long, and all of a test's must fall into one window
        String token = Tenant.register().token();
        ONE_OF_EACH.forEach(path -> get(token, path));
    }

    @AfterAll
    static void stop() throws Exception {
        for (int i = PARTS.size() - 1; i >= 0; i--) {
            PARTS.get(i).close();
        }
        PARTS.clear();
    }

    @Test
    void shouldRefuseACallerOverTheLimitUntilTheWindowHasMovedOn() {
        Tenant tenant = Tenant.register();
        String other =
                Tenant.login(tenant.createUser("USER").getString("email")).getString("access_token");

        List<Integer> statuses = IntStream.range(0, REQUESTS)
                .mapToObj(i -> get(tenant.token(), "/organizations/me").statusCode())
                .toList();
        Response refused = get(tenant.token(), "/organizations/me");

        assertThat(statuses).containsOnly(200);
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.jsonPath().getString("code")).isEqualTo("RATE_LIMITED");
        assertThat(refused.header("RateLimit-Policy"))
                .contains("\"caller\";q=" + REQUESTS + ";w=" + WINDOW_SECONDS)
                .contains("\"organization\";q=" + 10 * REQUESTS);
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, WINDOW_SECONDS + 1);
        assertThat(get(other, "/organizations/me").statusCode())
                .as("another user of the organization")
                .isEqualTo(200);
        Patience.await().until(() -> get(tenant.token(), "/organizations/me").statusCode() == 200);
    }

    @Test
    void shouldCountOneBudgetOverServicesThatShareARedis() {
        assumeThat(shared).as("redis-server is installed").isTrue();
        Tenant tenant = Tenant.register();

        List<Integer> statuses = IntStream.range(0, REQUESTS)
                .mapToObj(i -> get(tenant.token(), ONE_OF_EACH.get(i % ONE_OF_EACH.size()))
                        .statusCode())
                .toList();
        List<Integer> refused = ONE_OF_EACH.stream()
                .map(path -> get(tenant.token(), path).statusCode())
                .toList();

        assertThat(statuses).containsOnly(200);
        assertThat(refused).containsOnly(429);
    }

    @Test
    void shouldNotCountHealthKeysAndDocumentation() {
        List<Integer> statuses = IntStream.range(0, 2 * REQUESTS)
                .mapToObj(i -> given().baseUri(address)
                        .get(i % 2 == 0 ? "/.well-known/jwks.json" : "/openapi/tenant-service")
                        .statusCode())
                .toList();

        assertThat(statuses).containsOnly(200);
    }

    private static Response get(String token, String path) {
        return given().baseUri(address).auth().oauth2(token).get("/api/v1" + path);
    }
}
