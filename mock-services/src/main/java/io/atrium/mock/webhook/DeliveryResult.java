package io.atrium.mock.webhook;

import org.jspecify.annotations.Nullable;

/**
 * How a delivery ended.
 *
 * @param outcome  {@code accepted}, {@code duplicate}, {@code refused} (a 4xx that no retry heals), {@code exhausted}
 *                 (every attempt failed) or {@code dropped} (the queue was full)
 * @param status   status of the last answer, null when there was none
 * @param eventId  the platform's id of the event, null when it gave none
 * @param attempts requests made
 */
public record DeliveryResult(
        String webhookId,
        String type,
        String entityId,
        long version,
        String outcome,
        @Nullable Integer status,
        @Nullable String eventId,
        int attempts) {

    static DeliveryResult of(
            WebhookMessage message, String outcome, @Nullable Integer status, @Nullable String eventId, int attempts) {
        return new DeliveryResult(
                message.id(),
                message.type(),
                message.entityId(),
                message.version(),
                outcome,
                status,
                eventId,
                attempts);
    }
}
