package io.atrium.integration.provider;

import io.smallrye.faulttolerance.api.CircuitBreakerState;
import io.smallrye.faulttolerance.api.CustomBackoffStrategy;
import io.smallrye.faulttolerance.api.TypedGuard;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.util.TypeLiteral;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.eclipse.microprofile.faulttolerance.exceptions.BulkheadException;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;

/**
 * What stands before every call of one organization to one provider: retries with exponential backoff and full jitter,
 * never before the provider's Retry-After; a circuit breaker; a bulkhead. Time is kept by the attempt itself.
 */
final class ProviderGuard {

    private static final int STEPS = 20;

    private final ProviderConfig config;
    private final TypedGuard<Uni<Object>> guard;
    private final AtomicReference<CallStatistics> statistics = new AtomicReference<>(CallStatistics.NONE);
    private volatile CircuitBreakerState circuit = CircuitBreakerState.CLOSED;
    private volatile Instant notBefore = Instant.EPOCH;
    private volatile long lastUsed = System.nanoTime();

    ProviderGuard(ProviderConfig config) {
        this.config = config;
        this.guard = TypedGuard.create(new TypeLiteral<Uni<Object>>() {})
                .withRetry()
                .maxRetries(config.retries())
                .maxDuration(config.deadline().toMillis(), ChronoUnit.MILLIS)
                .delay(0, ChronoUnit.MILLIS)
                .jitter(0, ChronoUnit.MILLIS)
                .whenException(this::isWorthRetry)
                .withCustomBackoff()
                .strategy(Backoff::new)
                .done()
                .done()
                .withCircuitBreaker()
                .requestVolumeThreshold(config.circuitBreakerFailureThreshold())
                .failureRatio(1.0)
                .delay(config.circuitBreakerTimeout().toMillis(), ChronoUnit.MILLIS)
                .successThreshold(1)
                .when(ProviderGuard::countsForCircuit)
                .onStateChange(state -> circuit = state)
                .done()
                .withBulkhead()
                .limit(config.concurrency())
                .queueSize(config.queue())
                .done()
                .build();
    }

    /** The call with all that stands before it. Fails with a {@link ProviderException}. */
    @SuppressWarnings("unchecked")
    <T> Uni<T> call(Supplier<Uni<T>> attempt) {
        lastUsed = System.nanoTime();
        return guard.get(() -> admitted(attempt).map(item -> (Object) item))
                .map(item -> (T) item)
                .ifNoItem()
                .after(config.deadline())
                .failWith(() -> new ProviderException(
                        ProviderFault.PROVIDER_TIMEOUT,
                        "No answer within " + config.deadline().toSeconds() + " s and all retries"))
                .onFailure(failure -> !(failure instanceof ProviderException))
                .transform(ProviderGuard::typed);
    }

    private <T> Uni<T> admitted(Supplier<Uni<T>> attempt) {
        Duration pause = Duration.between(Instant.now(), notBefore);
        if (!pause.isNegative() && !pause.isZero()) {
            return Uni.createFrom()
                    .failure(new ProviderException(
                            ProviderFault.PROVIDER_RATE_LIMITED, "The provider asked to wait", 429, pause));
        }
        return attempt.get()
                .invoke(() -> statistics.updateAndGet(CallStatistics::success))
                .onFailure(ProviderException.class)
                .invoke(failure -> failed((ProviderException) failure));
    }

    private void failed(ProviderException failure) {
        statistics.updateAndGet(known -> known.failure(failure));
        if (failure.fault() == ProviderFault.PROVIDER_RATE_LIMITED) {
            failure.retryAfter().map(Instant.now()::plus).ifPresent(time -> notBefore = time);
        }
    }

    /** What was counted since the last time this was asked. */
    CallStatistics drain() {
        return statistics.getAndSet(CallStatistics.NONE);
    }

    CircuitBreakerState circuit() {
        return circuit;
    }

    boolean isUnusedSince(Duration age) {
        return System.nanoTime() - lastUsed > age.toNanos();
    }

    long lastUsed() {
        return lastUsed;
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
                    ProviderFault.CIRCUIT_OPEN, "The provider failed repeatedly and is left alone for a while");
        }
        if (failure instanceof BulkheadException) {
            return new ProviderException(ProviderFault.TOO_MANY_CALLS, "Too many calls to the provider are under way");
        }
        if (failure instanceof IllegalArgumentException) {
            // refused before anything was sent, and refused again whenever it is tried
            return new ProviderException(ProviderFault.ADDRESS_INVALID, "The provider's address cannot be called");
        }
        return new ProviderException(ProviderFault.PROVIDER_UNAVAILABLE, "The provider cannot be called");
    }

    private final class Backoff implements CustomBackoffStrategy {

        private int failures;

        @Override
        public long nextDelayInMillis(Throwable failure) {
            long ceiling = Math.min(
                    config.longestDelay().toMillis(), config.firstDelay().toMillis() << Math.min(failures++, STEPS));
            long jittered = ThreadLocalRandom.current().nextLong(Math.max(1, ceiling) + 1);
            long asked = failure instanceof ProviderException provider
                    ? provider.retryAfter()
                            .map(Duration::toMillis)
                            .map(ms -> ms + 1)
                            .orElse(0L)
                    : 0L;
            return Math.max(asked, jittered);
        }
    }
}
