package io.atrium.integration.provider;

import io.smallrye.faulttolerance.api.CircuitBreakerState;
import io.smallrye.faulttolerance.api.TypedGuard;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.util.TypeLiteral;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Supplier;
import org.eclipse.microprofile.faulttolerance.exceptions.BulkheadException;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;

/**
 * What stands before every call of one organization to one provider, from the outside in: retries with exponential
 * backoff and full jitter, never before the provider's Retry-After; a bulkhead; a circuit breaker. Time is kept by the
 * attempt itself. The breaker sees only what is sent: neither what the bulkhead refuses nor a call that waits for a
 * Retry-After, since either would count as a success.
 */
final class ProviderGuard {

    private static final TypeLiteral<Uni<Object>> CALL = new TypeLiteral<>() {};

    private final ProviderConfig config;
    private final CallLog log;
    private final ProviderKey key;
    private final TypedGuard<Uni<Object>> retry;
    private final TypedGuard<Uni<Object>> bulkhead;
    private final TypedGuard<Uni<Object>> breaker;
    private volatile Circuit circuit = Circuit.CLOSED;
    private volatile long opened;
    private volatile Instant notBefore = Instant.EPOCH;
    private volatile long lastUsed = System.nanoTime();

    ProviderGuard(ProviderConfig config, CallLog log, ProviderKey key) {
        this.config = config;
        this.log = log;
        this.key = key;
        this.retry = TypedGuard.create(CALL)
                .withRetry()
                .maxRetries(config.retries())
                .maxDuration(config.deadline().toMillis(), ChronoUnit.MILLIS)
                .delay(0, ChronoUnit.MILLIS)
                .jitter(0, ChronoUnit.MILLIS)
                .whenException(this::isWorthRetry)
                .withCustomBackoff()
                .strategy(() -> new ProviderBackoff(config))
                .done()
                .done()
                .build();
        this.bulkhead = TypedGuard.create(CALL)
                .withBulkhead()
                .limit(config.concurrency())
                .queueSize(config.queue())
                .done()
                .build();
        this.breaker = TypedGuard.create(CALL)
                .withCircuitBreaker()
                .requestVolumeThreshold(config.circuitBreakerFailureThreshold())
                .failureRatio(1.0)
                .delay(config.circuitBreakerTimeout().toMillis(), ChronoUnit.MILLIS)
                .successThreshold(1)
                .when(ProviderGuard::countsForCircuit)
                .onStateChange(this::changed)
                .done()
                .build();
    }

    /** The call with all that stands before it. Fails with a {@link ProviderException}. */
    <T> Uni<T> call(Supplier<Uni<T>> attempt) {
        return guarded(() -> retry.get(() -> once(attempt)));
    }

    /** The same without retries. */
    <T> Uni<T> tryOnce(Supplier<Uni<T>> attempt) {
        return guarded(() -> once(attempt));
    }

    @SuppressWarnings("unchecked")
    private <T> Uni<T> guarded(Supplier<Uni<Object>> call) {
        lastUsed = System.nanoTime();
        return call.get()
                .map(item -> (T) item)
                .ifNoItem()
                .after(config.deadline())
                .failWith(() -> new ProviderException(
                        ProviderFault.PROVIDER_TIMEOUT,
                        "No answer within " + config.deadline().toSeconds() + " s and all retries"))
                .onFailure(failure -> !(failure instanceof ProviderException))
                .transform(ProviderGuard::typed);
    }

    /** An open circuit refuses before the bulkhead, so that nothing waits in its queue to be refused. */
    private <T> Uni<Object> once(Supplier<Uni<T>> attempt) {
        Uni<Object> call = isOpen()
                ? Uni.createFrom().failure(() -> new CircuitBreakerOpenException())
                : bulkhead.get(() -> admitted(attempt));
        return call.onFailure(CircuitBreakerOpenException.class).invoke(() -> log.refusedByCircuit(key));
    }

    private <T> Uni<Object> admitted(Supplier<Uni<T>> attempt) {
        Duration pause = Duration.between(Instant.now(), notBefore);
        return pause.isNegative() || pause.isZero()
                ? breaker.get(() -> counted(attempt))
                : Uni.createFrom()
                        .failure(new ProviderException(
                                ProviderFault.PROVIDER_RATE_LIMITED, "The provider asked to wait", 429, pause));
    }

    private <T> Uni<Object> counted(Supplier<Uni<T>> attempt) {
        long started = System.nanoTime();
        return attempt.get()
                .map(item -> (Object) item)
                .invoke(() -> log.succeeded(key, since(started)))
                .onFailure(ProviderException.class)
                .invoke(failure -> failed((ProviderException) failure, since(started)));
    }

    private void failed(ProviderException failure, Duration took) {
        if (failure.fault() == ProviderFault.TOO_MANY_CALLS) {
            return;
        }
        log.failed(key, failure, took);
        if (failure.fault() == ProviderFault.PROVIDER_RATE_LIMITED) {
            failure.retryAfter().map(Instant.now()::plus).ifPresent(time -> notBefore = time);
        }
    }

    private void changed(CircuitBreakerState state) {
        Instant now = Instant.now();
        boolean open = state == CircuitBreakerState.OPEN;
        opened = System.nanoTime();
        circuit = new Circuit(state, now, open ? now.plus(config.circuitBreakerTimeout()) : null);
        log.changed(key, circuit);
    }

    private boolean isOpen() {
        return circuit.state() == CircuitBreakerState.OPEN
                && since(opened).compareTo(config.circuitBreakerTimeout()) < 0;
    }

    Circuit circuit() {
        return circuit;
    }

    boolean isUnusedSince(Duration age) {
        return since(lastUsed).compareTo(age) > 0;
    }

    long lastUsed() {
        return lastUsed;
    }

    private static Duration since(long nanoTime) {
        return Duration.ofNanos(System.nanoTime() - nanoTime);
    }

    private boolean isWorthRetry(Throwable failure) {
        return failure instanceof ProviderException provider
                && provider.fault().isWorthRetry()
                && provider.retryAfter()
                        .map(wait -> wait.compareTo(config.longestDelay()) <= 0)
                        .orElse(true);
    }

    private static boolean countsForCircuit(Throwable failure) {
        return failure instanceof ProviderException provider && provider.fault().countsForCircuit();
    }

    private static ProviderException typed(Throwable failure) {
        if (failure instanceof CircuitBreakerOpenException) {
            return new ProviderException(
                    ProviderFault.CIRCUIT_OPEN, "The provider failed repeatedly; its circuit breaker is open");
        }
        if (failure instanceof BulkheadException) {
            return new ProviderException(ProviderFault.TOO_MANY_CALLS, "Too many concurrent calls to the provider");
        }
        if (failure instanceof IllegalArgumentException) {
            // refused before anything was sent, and refused again whenever it is tried
            return new ProviderException(ProviderFault.ADDRESS_INVALID, "The provider's address cannot be called");
        }
        return new ProviderException(ProviderFault.PROVIDER_UNAVAILABLE, "The provider cannot be called");
    }
}
