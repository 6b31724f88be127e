package io.atrium.integration.webhook;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A webhook with its payload and every attempt at its effect. */
public record WebhookEventResponse(
        UUID id,
        String source,
        @Nullable String type,
        @Nullable String entityId,
        String providerEventId,
        WebhookState status,
        @Nullable WebhookOutcome outcome,
        @Nullable String reason,

        @Schema(description = "What was done to the record so that it could be stored") @Nullable
        String detail,

        int attempts,
        Instant receivedAt,
        @Nullable Instant dueAt,
        @Nullable Instant finishedAt,
        @Nullable String clientIp,
        @Nullable String contentType,

        @Schema(description = "The body as it came, when it is JSON", implementation = Object.class)
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @JsonRawValue
        @Nullable
        String payload,

        @Schema(description = "The body in Base64, when it is no JSON")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable
        String payloadBase64,

        List<Attempt> attemptLog) {

    public WebhookEventResponse {
        attemptLog = List.copyOf(attemptLog);
    }

    /** @param error why it failed; null for the one that succeeded */
    public record Attempt(Instant at, @Nullable String error) {}
}
