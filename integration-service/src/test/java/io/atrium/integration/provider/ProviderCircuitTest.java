package io.atrium.integration.provider;

import static io.atrium.integration.ScriptedProvider.status;
import static org.assertj.core.api.Assertions.assertThat;

import io.atrium.integration.ScriptedProvider;
import io.atrium.kit.testing.AtriumKafka;
import io.atrium.kit.testing.AtriumPostgres;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.faulttolerance.api.CircuitBreakerState;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The circuit as a provider sees it: the threshold is 5 failures, the timeout 1 s here. */
@QuarkusTest
@QuarkusTestResource(AtriumPostgres.class)
@QuarkusTestResource(AtriumKafka.class)
@QuarkusTestResource(ScriptedProvider.class)
class ProviderCircuitTest {

    private static final int THRESHOLD = 5;

    ScriptedProvider provider;

    @Inject
    ProviderClient client;

    @Inject
    MeterRegistry meters;

    @Test
    void shouldOpenAfterExactlyTheThresholdOfFailures() {
        Caller caller = new Caller("user");
        provider.next(caller.credential, 100, status(500));
        caller.call(THRESHOLD - 1);
        assertThat(caller.state()).isEqualTo(CircuitBreakerState.CLOSED);

        caller.call(1);

        assertThat(caller.state()).isEqualTo(CircuitBreakerState.OPEN);
        assertThat(caller.requests()).isEqualTo(THRESHOLD);
        assertThat(meters.get("atrium.provider.circuits.open").gauge().value()).isPositive();
    }

    @Test
    void shouldRefuseFastAndSendNothingWhileOpen() {
        Caller caller = new Caller("user");
        provider.next(caller.credential, 100, status(500));
        caller.call(THRESHOLD);
        Instant before = Instant.now();

        List<@Nullable ProviderFault> faults = caller.call(20);

        assertThat(faults).containsOnly(ProviderFault.CIRCUIT_OPEN);
        assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofMillis(900));
        assertThat(caller.requests()).isEqualTo(THRESHOLD);
    }

    @Test
    void shouldTellSinceWhenAndWhenTheNextTryIs() {
        Caller caller = new Caller("user");
        provider.next(caller.credential, 100, status(500));
        Instant before = Instant.now();

        caller.call(THRESHOLD);

        Circuit circuit = client.circuit(caller.organization, "user");
        assertThat(circuit.since()).isBetween(before, Instant.now());
        assertThat(circuit.nextTryAt()).isEqualTo(circuit.since().plusSeconds(1));
    }

    @Test
    void shouldLetExactlyOneCallThroughAfterTheTimeout() {
        Caller caller = new Caller("user");
        provider.next(caller.credential, THRESHOLD, status(500));
        caller.call(THRESHOLD);
        Queue<HttpServerRequest> held = new ConcurrentLinkedQueue<>();
        provider.next(caller.credential, 1, held::add);
        caller.awaitNextTry();

        List<Future<@Nullable ProviderFault>> calls = IntStream.range(0, 10)
                .mapToObj(i -> caller.begin().subscribeAsCompletionStage())
                .<Future<@Nullable ProviderFault>>map(call -> call)
                .toList();

        Awaitility.await().until(() -> calls.stream().filter(Future::isDone).count() == 9 && held.size() == 1);
        assertThat(caller.requests()).isEqualTo(THRESHOLD + 1);
        assertThat(caller.state()).isEqualTo(CircuitBreakerState.HALF_OPEN);
        held.forEach(request -> answer().accept(request));
        Awaitility.await().until(() -> calls.stream().allMatch(Future::isDone));
    }

    @Test
    void shouldCloseOnSuccess() {
        Caller caller = new Caller("user");
        provider.next(caller.credential, THRESHOLD, status(500));
        caller.call(THRESHOLD);
        caller.awaitNextTry();

        List<@Nullable ProviderFault> faults = caller.call(3);

        assertThat(faults).containsOnly((ProviderFault) null);
        assertThat(caller.state()).isEqualTo(CircuitBreakerState.CLOSED);
        assertThat(caller.requests()).isEqualTo(THRESHOLD + 3);
    }

    @Test
    void shouldOpenAgainWhenTheTrialFails() {
        Caller caller = new Caller("user");
        provider.next(caller.credential, 100, status(500));
        caller.call(THRESHOLD);
        caller.awaitNextTry();

        List<@Nullable ProviderFault> faults = caller.call(2);

        assertThat(faults).containsExactly(ProviderFault.PROVIDER_ERROR, ProviderFault.CIRCUIT_OPEN);
        assertThat(caller.state()).isEqualTo(CircuitBreakerState.OPEN);
        assertThat(caller.requests()).isEqualTo(THRESHOLD + 1);
    }

    @Test
    void shouldKeepProvidersAndOrganizationsApart() {
        Caller failing = new Caller("user");
        provider.next(failing.credential, 100, status(500));
        failing.call(THRESHOLD);

        Caller otherProvider = new Caller("payment", failing.organization);
        Caller otherOrganization = new Caller("user");

        assertThat(otherProvider.call(1)).containsOnly((ProviderFault) null);
        assertThat(otherOrganization.call(1)).containsOnly((ProviderFault) null);
    }

    @Test
    void shouldNotTakeWhatTheBulkheadRefusesForSuccesses() {
        Caller caller = new Caller("user");
        Queue<HttpServerRequest> held = new ConcurrentLinkedQueue<>();
        provider.next(caller.credential, THRESHOLD - 1, status(500));
        provider.next(caller.credential, 4, held::add);
        caller.call(THRESHOLD - 1);
        List<Future<@Nullable ProviderFault>> calls = IntStream.range(0, 4 + 16 + 5)
                .mapToObj(i -> caller.begin().subscribeAsCompletionStage())
                .<Future<@Nullable ProviderFault>>map(call -> call)
                .toList();
        Awaitility.await()
                .until(() -> held.size() == 4
                        && calls.stream().filter(Future::isDone).count() == 5);
        provider.next(caller.credential, 100, status(500));

        status(500).accept(held.remove());

        Awaitility.await().until(() -> caller.state() == CircuitBreakerState.OPEN);
        held.forEach(request -> status(500).accept(request));
        Awaitility.await().until(() -> calls.stream().allMatch(Future::isDone));
    }

    private static Consumer<HttpServerRequest> answer() {
        return ScriptedProvider.body("application/json", "{\"items\":[],\"next_cursor\":null}");
    }

    private final class Caller {

        private final UUID organization;
        private final String name;
        private final String credential = "circuit-" + UUID.randomUUID();

        Caller(String name) {
            this(name, UUID.randomUUID());
        }

        Caller(String name, UUID organization) {
            this.name = name;
            this.organization = organization;
        }

        /** Answers the fault of the call, null when it was good. */
        Uni<@Nullable ProviderFault> begin() {
            return client.probe(new Endpoint(organization, name, null, credential, 0), "users")
                    .replaceWith((ProviderFault) null)
                    .onFailure(ProviderException.class)
                    .recoverWithItem(failure -> ((ProviderException) failure).fault());
        }

        List<@Nullable ProviderFault> call(int times) {
            return IntStream.range(0, times)
                    .<@Nullable ProviderFault>mapToObj(i -> begin().await().atMost(Duration.ofSeconds(5)))
                    .collect(Collectors.toList());
        }

        int requests() {
            return provider.requests(credential).size();
        }

        CircuitBreakerState state() {
            return client.circuit(organization, name).state();
        }

        void awaitNextTry() {
            Instant next = client.circuit(organization, name).nextTryAt();
            Awaitility.await()
                    .pollInterval(Duration.ofMillis(50))
                    .until(() -> next != null && Instant.now().isAfter(next.plusMillis(50)));
        }
    }
}
