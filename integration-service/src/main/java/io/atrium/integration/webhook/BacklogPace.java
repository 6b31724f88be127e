package io.atrium.integration.webhook;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/**
 * Taking events off the topic comes before working off backlogs: while batches exceed their shares, the next
 * organization's events may be behind them, and backlogs get a batch from time to time.
 */
@ApplicationScoped
class BacklogPace {

    /** So long after a batch that exceeded a share the next one is expected. */
    private static final long FLOOD = Duration.ofMillis(500).toNanos();

    private final WebhookConfig config;
    private long exceededAt;
    private long startedAt;
    private boolean exceeded;

    BacklogPace(WebhookConfig config) {
        this.config = config;
    }

    /** A batch exceeded a share; answers whether a backlog's batch may begin now. */
    synchronized boolean exceeded(long now) {
        boolean due =
                !isFlooded(now) || now - startedAt >= config.backlogPause().toNanos();
        exceeded = true;
        exceededAt = now;
        return due;
    }

    /** How long a backlog's batch has to wait; zero when it may begin now. */
    synchronized Duration pause(long now) {
        long left = startedAt + config.backlogPause().toNanos() - now;
        if (isFlooded(now) && left > 0) {
            return Duration.ofNanos(left);
        }
        startedAt = now;
        return Duration.ZERO;
    }

    private boolean isFlooded(long now) {
        return exceeded && now - exceededAt < FLOOD;
    }
}
