package io.atrium.integration.webhook;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import io.atrium.kit.documentation.Examples;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A webhook with its payload and every attempt at its effect. */
@Schema(description = "A received webhook with its payload and every attempt at its effect")
public record WebhookEventResponse(
        @Schema(
                description = "Id of the event (UUIDv8), the same for every delivery of it",
                examples = WebhookEventSummary.EXAMPLE_ID)
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

        @Schema(
                description = "What was done to the record so that it could be stored; null when nothing was",
                examples = "U+FFFD stands in the record for 1 characters that cannot be stored (U+0000,"
                        + " unpaired surrogates); the payload is as it came")
        @Nullable
        String detail,

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
        Instant finishedAt,

        @Schema(
                description = "Address that the delivery came from (IPv4 or IPv6); null when it is not known",
                examples = "203.0.113.80")
        @Nullable
        String clientIp,

        @Schema(description = "Content-Type of the delivery; null when it had none", examples = "application/json")
        @Nullable
        String contentType,

        @Schema(
                description = "The body as it came, when it is JSON; then there is no payload_base64",
                implementation = Object.class,
                examples = EXAMPLE_PAYLOAD)
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @JsonRawValue
        @Nullable
        String payload,

        @Schema(
                description = "The body in Base64 (RFC 4648), when it is no JSON; then there is no payload",
                examples = "aGVsbG8=",
                contentEncoding = "base64")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable
        String payloadBase64,

        @Schema(description = "Every attempt at its effect, oldest first, those from before a replay too")
        List<Attempt> attemptLog) {

    private static final String EXAMPLE_PAYLOAD =
            "{\"type\": \"payment.succeeded\", \"timestamp\": \"2026-02-02T08:19:58Z\","
                    + " \"data\": {\"id\": \"pay_8f2c91d04be7a356\", \"updated_at\":"
                    + " \"2026-02-02T08:19:57Z\", \"version\": 2, \"amount_minor\": 4200, \"currency\":"
                    + " \"EUR\", \"status\": \"succeeded\"}}";

    public WebhookEventResponse {
        attemptLog = List.copyOf(attemptLog);
    }

    /** An attempt at the effect. */
    @Schema(description = "An attempt at the effect of a webhook")
    public record Attempt(
            @Schema(description = "When the attempt ended", examples = "2026-02-02T08:20:01Z")
            Instant at,

            @Schema(description = "Why it failed; null for the one that succeeded", examples = "The body has no type")
            @Nullable
            String error) {}
}
