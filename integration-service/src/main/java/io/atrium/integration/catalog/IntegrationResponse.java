package io.atrium.integration.catalog;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.atrium.contracts.SignatureScheme;
import io.atrium.integration.source.WebhookRequest;
import io.atrium.kit.documentation.Examples;
import io.atrium.kit.http.Versioned;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An integration without its secrets. */
@Schema(description = "An organization's link to one provider, without its secrets")
public record IntegrationResponse(
        @Schema(description = "Id of the integration", examples = EXAMPLE_ID)
        UUID id,

        @Schema(description = "Name for people", examples = "Billing", maxLength = 100)
        String name,

        @Schema(description = "Who is at the other end", examples = "custom")
        Provider provider,

        @Schema(
                description = "Where the provider is called; null: the address that the operator configured",
                examples = "https://billing.example.com/v2",
                format = "uri",
                maxLength = 2000)
        @Nullable
        String baseUrl,

        @Schema(description = "Whether a credential is set; it is never shown", examples = "true")
        boolean hasCredentials,

        @Schema(description = "Whether webhooks are taken and the provider is called", examples = "true")
        boolean enabled,

        @Schema(description = "The inbound half") Webhook webhook,

        @Schema(
                description = "Raised by each change, a rotated secret too; the number in the ETag",
                examples = Examples.VERSION,
                minimum = "0")
        int version,

        @Schema(description = "When the integration was added", examples = "2026-02-02T10:00:00Z")
        Instant createdAt,

        @Schema(description = "When the integration was last changed", examples = "2026-02-02T10:30:00Z")
        Instant updatedAt)
        implements Versioned {

    static final String EXAMPLE_ID = "019c1dcb-7900-7170-ad9c-172411e20b8f";

    /** The inbound half. */
    @Schema(description = "The inbound half of an integration: what its webhooks look like")
    public record Webhook(
            @Schema(description = "Name of the webhook source", examples = "billing")
            String source,

            @Schema(
                    description = "Where the provider sends to",
                    examples = "https://api.example.com/api/v1/webhooks/billing/" + Examples.ORGANIZATION_ID,
                    format = "uri")
            String url,

            @Schema(description = "How the source signs", examples = "generic-hmac")
            SignatureScheme scheme,

            @Schema(description = WebhookRequest.ABOUT_HEADER, examples = "X-Signature") @Nullable
            String header,

            @Schema(
                    description = WebhookRequest.ABOUT_ALGORITHM,
                    examples = "sha256",
                    enumeration = {"sha256", "sha1", "sha512"})
            String algorithm,

            @Schema(
                    description = WebhookRequest.ABOUT_ENCODING,
                    examples = "hex",
                    enumeration = {"hex", "base64"})
            String encoding,

            @Schema(description = WebhookRequest.ABOUT_PREFIX, examples = "sha256=") @Nullable
            String prefix,

            @Schema(description = WebhookRequest.ABOUT_TIMESTAMP_HEADER, examples = "X-Timestamp") @Nullable
            String timestampHeader,

            @Schema(description = WebhookRequest.ABOUT_EVENT_ID, examples = "/id") @Nullable
            String eventId,

            @Schema(description = WebhookRequest.ABOUT_ENTITY_ID, examples = "/data/id") @Nullable
            String entityId,

            @Schema(description = "Shown once, in the reply that created it", examples = WebhookRequest.EXAMPLE_SECRET)
            @JsonInclude(JsonInclude.Include.NON_NULL)
            @Nullable
            String secret,

            @Schema(description = "The secrets that are good now, newest first: two while one is rotated")
            List<Secret> secrets) {

        public Webhook {
            secrets = List.copyOf(secrets);
        }
    }

    /** A secret that is good now. */
    @Schema(description = "A webhook secret that is good now, without the secret itself")
    public record Secret(
            @Schema(description = "Id of the secret", examples = "019c1dcb-790a-7d38-af21-ddb66cad4a26")
            UUID id,

            @Schema(description = "When it was set", examples = "2026-02-02T10:00:00Z")
            Instant createdAt,

            @Schema(description = "Until when it is good; null: until it is rotated", examples = "2026-02-04T10:00:00Z")
            @Nullable
            Instant expiresAt) {}
}
