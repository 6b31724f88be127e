package io.atrium.system;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.http.ContentType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * kill -9 of a service, and how long it takes until its work goes on: what came while it was away is done within ten
 * seconds of the moment its successor is ready. Each time is printed as a row of a table.
 */
class RecoveryIT {

    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Map<String, String> PORTS = Map.of(
            "identity-service", "ATRIUM_IDENTITY_PORT",
            "tenant-service", "ATRIUM_TENANT_PORT",
            "audit-service", "ATRIUM_AUDIT_PORT",
            "webhook-gateway", "ATRIUM_WEBHOOK_GATEWAY_PORT",
            "integration-service", "ATRIUM_INTEGRATION_PORT");

    @ParameterizedTest
    @ValueSource(strings = {"audit-service", "integration-service"})
    void shouldConsumeWithinTenSecondsOfItsRestart(String service) {
        measure(service);
    }

    @Tag("full")
    @ParameterizedTest
    @ValueSource(strings = {"identity-service", "tenant-service", "webhook-gateway"})
    void shouldAnswerWithinTenSecondsOfItsRestart(String service) {
        measure(service);
    }

    private static void measure(String service) {
        // Given
        Tenant tenant = Tenant.register();
        Provider provider = Provider.ready(tenant, "user");
        String user = tenant.createUser("USER").getString("id");

        // When
        long killed = Suite.running().kill(service);
        Instant gone = Instant.now();
        Callable<Boolean> done = work(service, tenant, provider, user);
        await(() -> running(service) != killed && running(service) != 0);
        Instant started = ProcessHandle.of(running(service))
                .flatMap(process -> process.info().startInstant())
                .orElse(Instant.now());
        await(() -> isReady(service));
        Instant ready = Instant.now();
        await(done);
        Instant works = Instant.now();

        // Then
        System.out.printf(
                "| kill -9 of %s | process again after %.1f s | ready after %.1f s | work goes on after %.1f s |%n",
                service, Math.max(0, seconds(gone, started)), seconds(gone, ready), seconds(gone, works));
        assertThat(Duration.between(ready, works))
                .as("from ready to the work of " + service)
                .isLessThan(LIMIT);
    }

    /** Gives the service something to do where another one can take it meanwhile, and answers whether it is done. */
    private static Callable<Boolean> work(String service, Tenant tenant, Provider provider, String user) {
        return switch (service) {
            case "identity-service" -> () -> Tenant.login(tenant.email()).getString("access_token") != null;
            case "tenant-service" -> () -> tenant.get("/organizations/me").getString("id") != null;
            case "webhook-gateway" ->
                () -> provider.send("msg-" + UUID.randomUUID(), WebhookBody.user("created", "usr-recovered", 1))
                                .statusCode()
                        == 202;
            case "audit-service" -> {
                rename(tenant, user);
                yield () -> !tenant.get("/audit/events?action=user.updated&resource_id=" + user)
                        .getList("items")
                        .isEmpty();
            }
            default -> {
                provider.deliver("msg-recovered", WebhookBody.user("created", "usr-recovered", 1));
                yield () ->
                        tenant.all("/integrations/data/users", "external_id").containsAll(List.of("usr-recovered"));
            }
        };
    }

    private static void rename(Tenant tenant, String user) {
        tenant.as()
                .contentType(ContentType.JSON)
                .body("{\"first_name\":\"Grace\"}")
                .patch("/api/v1/users/" + user)
                .then()
                .statusCode(200);
    }

    private static long running(String service) {
        String pid = Suite.running().status().getString("parts.find { it.part == '" + service + "' }.pid");
        return pid == null ? 0 : Long.parseLong(pid);
    }

    private static boolean isReady(String service) {
        int port = Suite.running().port(String.valueOf(PORTS.get(service)));
        return given().baseUri("http://localhost:" + port)
                        .get("/q/health/ready")
                        .statusCode()
                == 200;
    }

    private static void await(Callable<Boolean> condition) {
        // an AssertionError is an answer that is not there yet
        Patience.await()
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .ignoreExceptionsMatching(failure -> true)
                .until(() -> {
                    try {
                        return condition.call();
                    } catch (AssertionError e) {
                        return false;
                    }
                });
    }

    private static double seconds(Instant from, Instant to) {
        return Duration.between(from, to).toMillis() / 1_000.0;
    }
}
