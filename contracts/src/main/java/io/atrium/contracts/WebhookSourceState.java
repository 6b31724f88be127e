package io.atrium.contracts;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A source of webhooks: how its deliveries are verified and read. A tombstone: there is no such source.
 *
 * @param integrationId the integration that it is the inbound half of; null in messages of other writers
 * @param secrets those that a delivery may be signed with, sealed
 * @param header {@code generic-hmac}: the header with the signature
 * @param algorithm {@code sha256}, {@code sha1} or {@code sha512}
 * @param encoding {@code hex} or {@code base64}
 * @param prefix what stands before the signature in its header
 * @param timestampHeader the header with the time of signing, which is signed too
 * @param eventId JSON pointer (RFC 6901) to the provider's id of the event
 * @param entityId JSON pointer to the id of what the event is about
 * @param enabled whether deliveries are accepted
 * @param version grows with each change
 */
public record WebhookSourceState(
        UUID organizationId,
        String source,
        @Nullable UUID integrationId,
        @Nullable String provider,
        SignatureScheme scheme,
        List<Secret> secrets,
        @Nullable String header,
        @Nullable String algorithm,
        @Nullable String encoding,
        @Nullable String prefix,
        @Nullable String timestampHeader,
        @Nullable String eventId,
        @Nullable String entityId,
        boolean enabled,
        long version) {

    public static final MessageType<WebhookSourceState> MESSAGE =
            new MessageType<>(Topics.WEBHOOK_SOURCES, "io.atrium.webhook-source.state", WebhookSourceState.class);

    public WebhookSourceState {
        requireNonNull(organizationId, "organization_id");
        requireNonNull(source, "source");
        requireNonNull(scheme, "scheme");
        secrets = secrets == null ? List.of() : List.copyOf(secrets);
    }

    /** The key of the record of a source in the topic. */
    public static String key(UUID organizationId, String source) {
        return organizationId + "/" + source;
    }

    public String key() {
        return key(organizationId, source);
    }

    /**
     * A secret of a source.
     *
     * @param ciphertext AES-256-GCM under {@code WEBHOOK_SOURCE_KEY}, bound to the record's key
     * @param expiresAt until when it is accepted; null: until it is replaced
     */
    public record Secret(
            String id, String ciphertext, @Nullable Instant expiresAt) {
        public Secret {
            requireNonNull(id, "id");
            requireNonNull(ciphertext, "ciphertext");
        }
    }
}
