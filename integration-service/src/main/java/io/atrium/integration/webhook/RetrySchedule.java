package io.atrium.integration.webhook;

import io.atrium.kit.time.Backoff;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** Exponential backoff with jitter between half of the pause and all of it. */
@ApplicationScoped
class RetrySchedule {

    private final WebhookConfig config;

    RetrySchedule(WebhookConfig config) {
        this.config = config;
    }

    boolean isExhausted(int attempts) {
        return attempts >= config.maxAttempts();
    }

    Duration after(int attempts) {
        return new Backoff(config.firstDelay(), config.longestDelay()).withEqualJitter(attempts);
    }
}
