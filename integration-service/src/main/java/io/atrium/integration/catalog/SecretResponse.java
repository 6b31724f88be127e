package io.atrium.integration.catalog;

import io.atrium.integration.secret.NewSecret;
import io.atrium.integration.source.WebhookRequest;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A new secret, to be shown once. */
@Schema(description = "A new webhook secret, to be set at the provider")
public record SecretResponse(
        @Schema(description = "Id of the new secret", examples = "019c22f1-d500-7393-a28c-105d1fb17c23")
        UUID id,

        @Schema(
                description = "The new secret; shown in this answer and never again",
                examples = WebhookRequest.EXAMPLE_NEW_SECRET)
        String secret,

        @Schema(
                description = "Until when the replaced secret stays good; null when it is refused already",
                examples = "2026-02-04T10:00:00Z")
        @Nullable
        Instant previousExpiresAt) {

    static SecretResponse of(NewSecret secret) {
        return new SecretResponse(secret.id(), secret.text(), secret.previousExpiresAt());
    }

    @Override
    public String toString() {
        return "SecretResponse[" + id + "]";
    }
}
