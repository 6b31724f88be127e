package io.atrium.integration.webhook;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Exponential backoff with jitter between half of the pause and all of it. */
@ApplicationScoped
class RetrySchedule {

    private static final int STEPS = 30;

    private final WebhookConfig config;

    RetrySchedule(WebhookConfig config) {
        this.config = config;
    }

    boolean isExhausted(int attempts) {
        return attempts >= config.maxAttempts();
    }

    Duration after(int attempts) {
        long ceiling = Math.min(
                config.longestDelay().toMillis(),
                config.firstDelay().toMillis() << Math.min(Math.max(attempts - 1, 0), STEPS));
        long half = Math.max(1, ceiling / 2);
        return Duration.ofMillis(half + ThreadLocalRandom.current().nextLong(half));
    }
}
