package io.atrium.integration.provider;

import io.smallrye.faulttolerance.api.CircuitBreakerState;
import io.smallrye.faulttolerance.api.TypedGuard;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.util.TypeLiteral;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Function;
import java.util.function.LongFunction;
import org.eclipse.microprofile.faulttolerance.exceptions.BulkheadException;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;

/**
 * What stands before every call of one organization to one provider, from the outside in: retries with exponential
 * backoff and full jitter, never before the provider's Retry-After; a bulkhead; a circuit breaker. Time is kept by the
 * attempt itself. The breaker sees only what is sent: neither what the bulkhead refuses nor a call that waits for a
 * Retry-After, since either would count as a success.
 *
 * <p>A retry here is for a provider that fails quickly, and begins early enough to have a quarter of the deadline. Whoever
 * calls keeps a place that others wait for: after a timeout, and after the deadline, the caller gives its place back and
 * tries again later.
 */
final class ProviderGuard {

    private static final TypeLiteral<Uni<Object>> CALL = new TypeLiteral<>() {};

    /** The part of the deadline that an attempt needs. */
    private static final int PARTS = 4;

    /** After the deadline. An attempt ends by itself within the first half of it, and is counted. */
    private static final Duration GRACE = Duration.ofSeconds(1);

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
                .maxDuration(lastRetry(config).toMillis(), ChronoUnit.MILLIS)
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

    /** So late a retry may be decided on, that an attempt after the longest pause has its part of the deadline. */
    private static Duration lastRetry(ProviderConfig config) {
        Duration latest =
                config.deadline().minus(config.deadline().dividedBy(PARTS)).minus(config.longestDelay());
        return latest.compareTo(Duration.ofMillis(1)) < 0 ? Duration.ofMillis(1) : latest;
    }

    /**
     * The call with all that stands before it. Fails with a {@link ProviderException}.
     *
     * @param attempt is told how much time it has
     */
    <T> Uni<T> call(Function<Duration, Uni<T>> attempt) {
        return guarded(end -> retry.get(() -> once(attempt, end)));
    }

    /** The same without retries. */
    <T> Uni<T> tryOnce(Function<Duration, Uni<T>> attempt) {
        return guarded(end -> once(attempt, end));
    }

    @SuppressWarnings("unchecked")
    private <T> Uni<T> guarded(LongFunction<Uni<Object>> call) {
        long now = System.nanoTime();
        lastUsed = now;
        return call.apply(now + config.deadline().toNanos())
                .map(item -> (T) item)
                .ifNoItem()
                .after(config.deadline().plus(GRACE))
                .failWith(() -> new ProviderException(
                        ProviderFault.PROVIDER_TIMEOUT,
                        "No answer within " + config.deadline().toSeconds() + " s and all retries"))
                .onFailure(failure -> !(failure instanceof ProviderException))
                .transform(ProviderGuard::typed);
    }

    /** An open circuit refuses before the bulkhead, so that nothing waits in its queue to be refused. */
    private <T> Uni<Object> once(Function<Duration, Uni<T>> attempt, long end) {
        Uni<Object> call = isOpen()
                ? Uni.createFrom().failure(() -> new CircuitBreakerOpenException())
                : bulkhead.get(() -> admitted(attempt, end));
        return call.onFailure(CircuitBreakerOpenException.class).invoke(() -> log.refusedByCircuit(key));
    }

    private <T> Uni<Object> admitted(Function<Duration, Uni<T>> attempt, long end) {
        Duration pause = Duration.between(Instant.now(), notBefore);
        if (!pause.isNegative() && !pause.isZero()) {
            return Uni.createFrom()
                    .failure(new ProviderException(
                            ProviderFault.PROVIDER_RATE_LIMITED, "The provider asked to wait", 429, pause));
        }
        Duration left = Duration.ofNanos(end - System.nanoTime());
        return left.compareTo(config.deadline().dividedBy(2 * PARTS)) < 0
                ? Uni.createFrom().failure(new BulkheadException("No time is left after the wait for a place"))
                : breaker.get(() -> counted(attempt, left));
    }

    private <T> Uni<Object> counted(Function<Duration, Uni<T>> attempt, Duration left) {
        long started = System.nanoTime();
        Duration time = left.plus(GRACE.dividedBy(2));
        return attempt.apply(time.compareTo(config.timeout()) < 0 ? time : config.timeout())
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
                && provider.fault() != ProviderFault.PROVIDER_TIMEOUT
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
