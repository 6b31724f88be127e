package io.atrium.integration.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.atrium.integration.Webhooks;
import java.time.OffsetDateTime;
import java.util.UUID;

/** Webhooks as the consumer has parsed them from their topic. */
final class ReceivedWebhooks {

    private ReceivedWebhooks() {}

    /** A new event that gives a user a name, at a time that is the same for all. */
    static ReceivedWebhook user(UUID organization, String id, String name) {
        return event(
                organization,
                UUID.randomUUID(),
                "user",
                Webhooks.user("user.updated", id, "2026-03-01T10:00:00Z", 0, name));
    }

    static ReceivedWebhook event(UUID organization, UUID event, String source, String body) {
        return new ReceivedWebhook(
                organization,
                event,
                source,
                "msg",
                null,
                null,
                "application/json",
                body.getBytes(UTF_8),
                OffsetDateTime.now());
    }
}
