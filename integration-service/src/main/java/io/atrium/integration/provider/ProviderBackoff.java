package io.atrium.integration.provider;

import io.atrium.kit.time.Backoff;
import io.smallrye.faulttolerance.api.CustomBackoffStrategy;
import java.time.Duration;

/** The pauses between the attempts of one call: exponential with full jitter, never before the provider's Retry-After. */
final class ProviderBackoff implements CustomBackoffStrategy {

    private final Backoff backoff;
    private int failures;

    ProviderBackoff(ProviderConfig config) {
        this.backoff = new Backoff(config.firstDelay(), config.longestDelay());
    }

    @Override
    public long nextDelayInMillis(Throwable failure) {
        long jittered = backoff.withFullJitter(++failures).toMillis();
        long asked = failure instanceof ProviderException provider
                ? provider.retryAfter()
                        .map(Duration::toMillis)
                        .map(ms -> ms + 1)
                        .orElse(0L)
                : 0L;
        return Math.max(asked, jittered);
    }
}
