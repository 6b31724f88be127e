package io.atrium.webhook.source;

import io.atrium.contracts.EventAttributes;
import io.atrium.contracts.WebhookReceived;
import io.atrium.webhook.signature.SignatureVerifier;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One organization's source, ready to receive: its verifier with prepared keys, and what its events have in common. */
public final class WebhookSource {

    private final UUID organizationId;
    private final String organization;
    private final String name;
    private final SignatureVerifier verifier;
    private final SourceHandshakes handshakes;
    private final @Nullable BodyPointer eventId;
    private final @Nullable BodyPointer entityId;
    private final byte[] envelope;
    private final byte[] keyPrefix;

    /**
     * @param eventId where bodies carry the provider's event id; {@code null}: the scheme's header, else the digest
     * @param entityId where bodies name the record they are about, for the order of events
     */
    public WebhookSource(
            UUID organizationId,
            String name,
            SignatureVerifier verifier,
            SourceHandshakes handshakes,
            @Nullable BodyPointer eventId,
            @Nullable BodyPointer entityId) {
        this.organizationId = organizationId;
        this.organization = organizationId.toString();
        this.name = name;
        this.verifier = verifier;
        this.handshakes = handshakes;
        this.eventId = eventId;
        this.entityId = entityId;
        this.envelope = ascii("\",\"source\":\"" + WebhookReceived.eventSource(name)
                + "\",\"type\":\"" + WebhookReceived.TYPE
                + "\",\"" + EventAttributes.ORGANIZATION + "\":\"" + organizationId
                + "\",\"" + WebhookReceived.SOURCE + "\":\"" + name + '"');
        this.keyPrefix = ascii(WebhookReceived.keyPrefix(organizationId, name));
    }

    public UUID organizationId() {
        return organizationId;
    }

    /** The organization's id as text. */
    public String organization() {
        return organization;
    }

    public String name() {
        return name;
    }

    public SignatureVerifier verifier() {
        return verifier;
    }

    public SourceHandshakes handshakes() {
        return handshakes;
    }

    public @Nullable BodyPointer eventId() {
        return eventId;
    }

    public @Nullable BodyPointer entityId() {
        return entityId;
    }

    /** The members that all of the source's events share, as they stand in the envelope after the time. */
    public byte[] envelope() {
        return envelope;
    }

    /** {@code <organization>/<source>/}, before the entity in a record's key. */
    public byte[] keyPrefix() {
        return keyPrefix;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
