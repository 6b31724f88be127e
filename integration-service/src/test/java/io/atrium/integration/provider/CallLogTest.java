package io.atrium.integration.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.atrium.integration.work.SlowOrganizations;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CallLogTest {

    private static final int MOST = 3;
    private static final Duration TOOK = Duration.ofMillis(10);

    private final CallLog log = new CallLog(
            new SmallRyeConfigBuilder()
                    .withMapping(ProviderConfig.class)
                    .withSources(new PropertiesConfigSource(
                            Map.of(
                                    "integration.provider.user-url", "http://localhost",
                                    "integration.provider.payment-url", "http://localhost",
                                    "integration.provider.communication-url", "http://localhost",
                                    "integration.provider.guards", Integer.toString(MOST)),
                            "test",
                            100))
                    .build()
                    .getConfigMapping(ProviderConfig.class),
            new SlowOrganizations());

    @Test
    void shouldHoldOneTallyForAProviderHoweverManyCalls() {
        ProviderKey key = key();
        IntStream.range(0, 10_000).forEach(i -> log.succeeded(key, TOOK));

        List<CallSummary> drained = log.drain(100);

        assertThat(drained).hasSize(1);
        assertThat(drained.get(0).calls()).isEqualTo(10_000);
        assertThat(log.drain(100)).isEmpty();
    }

    @Test
    void shouldHoldABoundedNumberOfProviders() {
        IntStream.range(0, 100).forEach(i -> log.succeeded(key(), TOOK));

        assertThat(log.drain(1_000)).hasSize(MOST);
    }

    @Test
    void shouldTellAnswersFromWhatIsNone() {
        ProviderKey key = key();
        log.failed(key, failure(ProviderFault.PROVIDER_REJECTED), TOOK);
        log.failed(key, failure(ProviderFault.PROVIDER_TIMEOUT), TOOK);
        log.failed(key, failure(ProviderFault.PROVIDER_UNAVAILABLE), TOOK);
        log.failed(key, failure(ProviderFault.ADDRESS_REFUSED), TOOK);
        log.refusedByCircuit(key);

        CallSummary summary = log.drain(1).get(0);

        assertThat(summary.calls()).isEqualTo(4);
        assertThat(summary.failures()).isEqualTo(4);
        assertThat(summary.answered()).isEqualTo(1);
        assertThat(summary.unanswered()).isEqualTo(3);
        assertThat(summary.latency().stream().mapToInt(Integer::intValue).sum()).isEqualTo(2);
    }

    @Test
    void shouldAddWhatCouldNotBeWrittenBeforeWhatCameSince() {
        ProviderKey key = key();
        log.failed(key, failure(ProviderFault.PROVIDER_ERROR), TOOK);
        log.succeeded(key, TOOK);
        List<CallSummary> drained = log.drain(1);
        log.succeeded(key, TOOK);
        log.succeeded(key, TOOK);

        log.restore(drained);

        CallSummary summary = log.drain(1).get(0);
        assertThat(summary.calls()).isEqualTo(4);
        assertThat(summary.failures()).isEqualTo(1);
        assertThat(summary.goodInRow()).isEqualTo(3);
        assertThat(summary.lastError()).isNotNull();
    }

    private static ProviderKey key() {
        return new ProviderKey(UUID.randomUUID(), "user");
    }

    private static ProviderException failure(ProviderFault fault) {
        return new ProviderException(fault, "It failed");
    }
}
