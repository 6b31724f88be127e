package io.atrium.integration.webhook;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How long events are remembered and kept.
 *
 * @param event null: for ever
 */
record WebhookRetention(Duration inbox, @Nullable Duration event) {

    /** For so long the topic may bring an event again. */
    static final Duration SHORTEST = Duration.ofDays(7);

    WebhookRetention {
        require("integration.webhook.inbox-retention", inbox);
        require("integration.webhook.event-retention", event);
    }

    static WebhookRetention of(Duration inbox, Optional<Duration> event) {
        return new WebhookRetention(inbox, event.orElse(null));
    }

    private static void require(String key, @Nullable Duration value) {
        if (value != null && value.compareTo(SHORTEST) < 0) {
            throw new IllegalStateException(
                    key + " is " + value + "; it must be at least P7D, for so long the topic may bring an event again");
        }
    }
}
