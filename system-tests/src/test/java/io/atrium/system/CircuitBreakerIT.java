package io.atrium.system;

import static io.atrium.system.SuiteSettings.CIRCUIT_BREAKER_FAILURE_THRESHOLD;
import static io.atrium.system.SuiteSettings.CIRCUIT_BREAKER_TIMEOUT_SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.path.json.JsonPath;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * The circuit breaker as a caller of the API and the provider see it, with {@code CIRCUIT_BREAKER_FAILURE_THRESHOLD} and
 * {@code CIRCUIT_BREAKER_TIMEOUT} as the suite has them.
 */
class CircuitBreakerIT {

    private static final Map<String, ?> DOWN = Map.of("status", 503);
    private static final Map<String, ?> SLOWLY_DOWN = Map.of("status", 503, "latency_ms", 400);
    private static final String REFUSED = "circuit_open";
    private static final String FAILED = "provider_error";

    private final Tenant tenant = Tenant.register();
    private final MockAccount provider = MockAccount.of(tenant, "user");
    private final String integration = tenant.integration("user");

    @Test
    void shouldOpenAfterExactlyTheThresholdOfFailures() {
        provider.fail(DOWN);
        call(CIRCUIT_BREAKER_FAILURE_THRESHOLD - 1);
        String before = circuit("circuit");

        List<String> last = errors(call(1));

        assertThat(before).isEqualTo("CLOSED");
        assertThat(last).containsExactly(FAILED);
        assertThat(circuit("circuit")).isEqualTo("OPEN");
        assertThat(Instant.parse(circuit("next_try_at")))
                .isEqualTo(Instant.parse(circuit("circuit_since")).plusSeconds(CIRCUIT_BREAKER_TIMEOUT_SECONDS));
    }

    @Test
    void shouldRefuseWithoutCallingTheProviderWhileOpen() {
        provider.fail(SLOWLY_DOWN);
        List<JsonPath> failed = call(CIRCUIT_BREAKER_FAILURE_THRESHOLD);

        List<JsonPath> refused = call(5);

        assertThat(errors(failed)).containsOnly(FAILED);
        assertThat(errors(refused)).containsOnly(REFUSED);
        assertThat(provider.calls()).isEqualTo(CIRCUIT_BREAKER_FAILURE_THRESHOLD);
        assertThat(Collections.max(durations(refused)))
                .as("slowest refusal, beside the fastest call that was sent")
                .isLessThan(Collections.min(durations(failed)));
    }

    @Test
    void shouldLetExactlyOneCallThroughAfterTheTimeoutAndCloseOnItsSuccess() {
        open();
        provider.fail(Map.of("latency_ms", 1_000));
        awaitNextTry();

        List<JsonPath> calls = callAtOnce(6);

        assertThat(errors(calls)).containsOnlyOnce("").containsOnly("", REFUSED);
        assertThat(provider.calls()).isEqualTo(CIRCUIT_BREAKER_FAILURE_THRESHOLD + 1);
        provider.heal();
        assertThat(circuit("circuit")).isEqualTo("CLOSED");
        assertThat(errors(call(3))).containsOnly("");
        assertThat(provider.calls()).isEqualTo(CIRCUIT_BREAKER_FAILURE_THRESHOLD + 4);
    }

    @Test
    void shouldOpenAgainWhenTheOneCallFails() {
        open();
        Instant first = Instant.parse(circuit("circuit_since"));
        awaitNextTry();

        List<JsonPath> calls = call(4);

        assertThat(errors(calls)).containsExactly(FAILED, REFUSED, REFUSED, REFUSED);
        assertThat(provider.calls()).isEqualTo(CIRCUIT_BREAKER_FAILURE_THRESHOLD + 1);
        assertThat(circuit("circuit")).isEqualTo("OPEN");
        assertThat(Instant.parse(circuit("circuit_since"))).isAfter(first);
    }

    @Test
    void shouldLetOtherProvidersAndOtherOrganizationsGoOn() {
        Tenant other = Tenant.register();
        MockAccount othersProvider = MockAccount.of(other, "user");
        MockAccount otherProvider = MockAccount.of(tenant, "payment");
        open();

        List<JsonPath> calls = List.of(
                test(other, other.integration("user")),
                test(tenant, tenant.integration("payment")),
                test(tenant, integration));

        assertThat(errors(calls)).containsExactly("", "", REFUSED);
        assertThat(othersProvider.calls()).isEqualTo(1);
        assertThat(otherProvider.calls()).isEqualTo(1);
        assertThat(provider.calls()).isEqualTo(CIRCUIT_BREAKER_FAILURE_THRESHOLD);
    }

    private void open() {
        provider.fail(DOWN);
        assertThat(errors(call(CIRCUIT_BREAKER_FAILURE_THRESHOLD))).containsOnly(FAILED);
    }

    private List<JsonPath> call(int times) {
        return IntStream.range(0, times)
                .mapToObj(i -> test(tenant, integration))
                .toList();
    }

    private List<JsonPath> callAtOnce(int times) {
        ExecutorService callers = Executors.newFixedThreadPool(times);
        try {
            List<CompletableFuture<JsonPath>> calls = IntStream.range(0, times)
                    .mapToObj(i -> CompletableFuture.supplyAsync(() -> test(tenant, integration), callers))
                    .toList();
            return calls.stream().map(CompletableFuture::join).toList();
        } finally {
            callers.shutdown();
        }
    }

    private static JsonPath test(Tenant tenant, String integration) {
        return tenant.post("/integrations/" + integration + "/test", Map.of())
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    /** The code of what each call failed by, empty for a good one. */
    private static List<String> errors(List<JsonPath> calls) {
        return calls.stream()
                .map(call -> call.getBoolean("ok") ? "" : call.getString("error.code"))
                .toList();
    }

    private static List<Long> durations(List<JsonPath> calls) {
        return calls.stream().map(call -> call.getLong("duration_ms")).toList();
    }

    /** What {@code GET /integrations/{id}/health} says of the circuit. */
    private String circuit(String field) {
        return tenant.get("/integrations/" + integration + "/health").getString("integration." + field);
    }

    private void awaitNextTry() {
        Instant next = Instant.parse(circuit("next_try_at"));
        Patience.await().until(() -> Instant.now().isAfter(next));
    }
}
