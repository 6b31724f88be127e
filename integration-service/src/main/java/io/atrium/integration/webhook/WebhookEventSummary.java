package io.atrium.integration.webhook;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A webhook in a list, without its payload. */
public record WebhookEventSummary(
        UUID id,
        String source,
        @Nullable String type,
        @Nullable String entityId,
        String providerEventId,
        WebhookState status,
        @Nullable WebhookOutcome outcome,
        @Nullable String reason,
        int attempts,
        Instant receivedAt,
        @Nullable Instant dueAt,
        @Nullable Instant finishedAt) {

    /** As the database has it. */
    WebhookEventSummary(
            UUID id,
            String source,
            @Nullable String type,
            @Nullable String entityId,
            String providerEventId,
            WebhookState status,
            @Nullable String outcome,
            @Nullable String reason,
            int attempts,
            Instant receivedAt,
            @Nullable Instant dueAt,
            @Nullable Instant finishedAt) {
        this(
                id,
                source,
                type,
                entityId,
                providerEventId,
                status,
                outcome == null ? null : WebhookOutcome.of(outcome),
                reason,
                attempts,
                receivedAt,
                dueAt,
                finishedAt);
    }
}
