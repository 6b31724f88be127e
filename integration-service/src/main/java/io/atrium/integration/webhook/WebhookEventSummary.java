package io.atrium.integration.webhook;

import io.atrium.kit.documentation.Examples;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A webhook in a list, without its payload. */
@Schema(description = "A received webhook, without its payload")
public record WebhookEventSummary(
        @Schema(description = "Id of the event (UUIDv8), the same for every delivery of it", examples = EXAMPLE_ID)
        UUID id,

        @Schema(description = "Name of the source", examples = "payment", maxLength = 63)
        String source,

        @Schema(
                description = "The provider's type of the event, cut to 200 characters; null when the body has none",
                examples = "payment.succeeded",
                maxLength = 200)
        @Nullable
        String type,

        @Schema(
                description = "The provider's id of what the event is about; null when the body does not tell",
                examples = "pay_8f2c91d04be7a356")
        @Nullable
        String entityId,

        @Schema(
                description = "The provider's id of the event; where it gives none, the SHA-256 of the body",
                examples = "msg_2KWPBgLlAfxdpx2AI54pPJ85f4W")
        String providerEventId,

        @Schema(description = "Where the event is in its life", examples = "PROCESSED")
        WebhookState status,

        @Schema(description = "What its processing did; null while it waits, and when it is DEAD", examples = "applied")
        @Nullable
        WebhookOutcome outcome,

        @Schema(description = "Why the last attempt failed; null when it did not", examples = "The body has no type")
        @Nullable
        String reason,

        @Schema(description = "Attempts at its effect; a replay begins at 0", examples = "1", minimum = "0")
        int attempts,

        @Schema(description = "When the webhook gateway received it", examples = Examples.CHANGED_AT)
        Instant receivedAt,

        @Schema(
                description = "When it is tried again; null unless it waits for that",
                examples = "2026-02-02T08:20:05Z")
        @Nullable
        Instant dueAt,

        @Schema(
                description = "When it was processed or given up; null while it waits",
                examples = "2026-02-02T08:20:01Z")
        @Nullable
        Instant finishedAt) {

    static final String EXAMPLE_ID = "8b1f0c2e-4d3a-8e57-9a61-3c5d7e9f1b24";
}
