package io.atrium.integration.source;

import static java.util.Objects.requireNonNull;

import io.atrium.contracts.SignatureScheme;
import org.jspecify.annotations.Nullable;

/**
 * How the gateway verifies and reads a source's webhooks. What {@code generic-hmac} alone needs has its default or is
 * null elsewhere.
 *
 * @param eventId JSON pointer to the provider's id of the event, null: from the scheme's header or the body's digest
 * @param entityId JSON pointer to the id of what the event is about
 */
public record WebhookSettings(
        String source,
        SignatureScheme scheme,
        @Nullable String header,
        String algorithm,
        String encoding,
        @Nullable String prefix,
        @Nullable String timestampHeader,
        @Nullable String eventId,
        @Nullable String entityId) {

    /** Where the sources that every organization has name their record. */
    public static final String RECORD_ID = "/data/id";

    public WebhookSettings {
        requireNonNull(source, "source");
        requireNonNull(scheme, "scheme");
        requireNonNull(algorithm, "algorithm");
        requireNonNull(encoding, "encoding");
    }

    /** The settings of a source that exists from the start. */
    public static WebhookSettings standard(String source) {
        return new WebhookSettings(
                source, SignatureScheme.STANDARD_WEBHOOKS, null, "sha256", "base64", null, null, null, RECORD_ID);
    }

    /** The same, with another pointer to the id of what an event is about. */
    public WebhookSettings withEntityId(String pointer) {
        return new WebhookSettings(
                source, scheme, header, algorithm, encoding, prefix, timestampHeader, eventId, pointer);
    }
}
