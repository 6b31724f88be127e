package io.atrium.integration.provider;

import io.smallrye.faulttolerance.api.CustomBackoffStrategy;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** The pauses between the attempts of one call: exponential with full jitter, never before the provider's Retry-After. */
final class ProviderBackoff implements CustomBackoffStrategy {

    private static final int STEPS = 20;

    private final ProviderConfig config;
    private int failures;

    ProviderBackoff(ProviderConfig config) {
        this.config = config;
    }

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
