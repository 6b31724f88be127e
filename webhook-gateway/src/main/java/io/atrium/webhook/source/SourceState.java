package io.atrium.webhook.source;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A source as {@code atrium.webhook-sources.v1} tells it; fields that come later are passed over. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record SourceState(
        UUID organizationId,
        String source,
        String scheme,
        @Nullable List<Secret> secrets,
        @Nullable String header,
        @Nullable String algorithm,
        @Nullable String encoding,
        @Nullable String prefix,
        @Nullable String timestampHeader,
        @Nullable String eventId,
        @Nullable String entityId,
        boolean enabled) {

    /** Sealed under the key that only this gateway and integration-service hold. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record Secret(String id, String ciphertext, @Nullable Instant expiresAt) {}
}
