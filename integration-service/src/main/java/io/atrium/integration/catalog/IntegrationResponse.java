package io.atrium.integration.catalog;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.atrium.contracts.SignatureScheme;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An integration without its secrets. */
public record IntegrationResponse(
        UUID id,
        String name,
        Provider provider,

        @Schema(description = "Null: the address the operator configured for the provider") @Nullable
        String baseUrl,

        boolean hasCredentials,
        boolean enabled,
        Webhook webhook,
        int version,
        Instant createdAt,
        Instant updatedAt) {

    /** The inbound half. */
    public record Webhook(
            String source,

            @Schema(description = "Where the provider sends to")
            String url,

            SignatureScheme scheme,
            @Nullable String header,
            String algorithm,
            String encoding,
            @Nullable String prefix,
            @Nullable String timestampHeader,
            @Nullable String eventId,
            @Nullable String entityId,

            @Schema(description = "Shown once, in the reply that created it")
            @JsonInclude(JsonInclude.Include.NON_NULL)
            @Nullable
            String secret,

            List<Secret> secrets) {

        public Webhook {
            secrets = List.copyOf(secrets);
        }
    }

    /** A secret that is good now: newest first. */
    public record Secret(
            UUID id, Instant createdAt, @Nullable Instant expiresAt) {}
}
