package io.atrium.integration.webhook;

import static java.util.Objects.requireNonNull;

import io.atrium.contracts.EventAttributes;
import io.atrium.contracts.WebhookReceived;
import io.atrium.kit.event.EventEnvelope;
import io.atrium.kit.event.UnreadableEventException;
import io.atrium.kit.id.Uuids;
import io.atrium.kit.json.Storable;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A webhook as the gateway accepted it.
 *
 * @param eventId the platform's id, the same for every delivery of the event
 * @param entityId what the event is about, as the gateway found it; null when the source has no pointer to it
 * @param payload the raw body
 * @param traceParent of the delivery's trace, as long as the event comes off its topic
 */
record ReceivedWebhook(
        UUID organizationId,
        UUID eventId,
        String source,
        String providerEventId,
        @Nullable String entityId,
        @Nullable String clientIp,
        @Nullable String contentType,
        byte[] payload,
        OffsetDateTime receivedAt,
        @Nullable String traceParent) {

    private static final int LONGEST = 4096;
    private static final int LONGEST_SOURCE = 63;

    ReceivedWebhook {
        requireNonNull(organizationId, "organizationId");
        requireNonNull(eventId, "eventId");
        requireNonNull(source, "source");
        requireNonNull(providerEventId, "providerEventId");
        requireNonNull(payload, "payload");
        requireNonNull(receivedAt, "receivedAt");
        source = Storable.plain(source);
        providerEventId = Storable.plain(providerEventId);
        entityId = entityId == null ? null : Storable.plain(entityId);
        clientIp = clientIp == null ? null : Storable.plain(clientIp);
        contentType = contentType == null ? null : Storable.plain(contentType);
    }

    /** One that was stored meanwhile. */
    ReceivedWebhook(
            UUID organizationId,
            UUID eventId,
            String source,
            String providerEventId,
            @Nullable String entityId,
            @Nullable String clientIp,
            @Nullable String contentType,
            byte[] payload,
            OffsetDateTime receivedAt) {
        this(
                organizationId,
                eventId,
                source,
                providerEventId,
                entityId,
                clientIp,
                contentType,
                payload,
                receivedAt,
                null);
    }

    static ReceivedWebhook of(EventEnvelope event) throws UnreadableEventException {
        WebhookReceived webhook = event.requireWebhook();
        // A name that no source has is no webhook's either.
        bound(WebhookReceived.SOURCE, webhook.source(), LONGEST_SOURCE);
        bound(WebhookReceived.PROVIDER_EVENT_ID, webhook.providerEventId(), LONGEST);
        bound(WebhookReceived.ENTITY_ID, webhook.entityId(), LONGEST);
        bound(WebhookReceived.CLIENT_IP, webhook.clientIp(), LONGEST);
        return new ReceivedWebhook(
                webhook.organizationId(),
                uuid(webhook.eventId()),
                webhook.source(),
                webhook.providerEventId(),
                webhook.entityId(),
                webhook.clientIp(),
                webhook.contentType(),
                webhook.body(),
                webhook.receivedAt().atOffset(ZoneOffset.UTC),
                event.traceParent());
    }

    /** The key of its record on the topic. */
    String key() {
        return WebhookReceived.keyPrefix(organizationId, source) + (entityId == null ? eventId : entityId);
    }

    /** The event as it stands on its topic. */
    EventEnvelope envelope() {
        return EventEnvelope.raw(
                        eventId.toString(),
                        WebhookReceived.eventSource(source),
                        WebhookReceived.TYPE,
                        null,
                        receivedAt.toInstant(),
                        organizationId,
                        contentType == null ? "application/octet-stream" : contentType,
                        payload)
                .withExtension(WebhookReceived.SOURCE, source)
                .withExtension(WebhookReceived.PROVIDER_EVENT_ID, providerEventId)
                .withExtension(WebhookReceived.ENTITY_ID, entityId)
                .withExtension(WebhookReceived.CLIENT_IP, clientIp)
                .withExtension(EventAttributes.TRACE_PARENT, traceParent);
    }

    /** Longer ones than any that the gateway sends are no webhook's. */
    private static void bound(String name, @Nullable String value, int longest) throws UnreadableEventException {
        if (value != null && value.length() > longest) {
            throw new UnreadableEventException(
                    UnreadableEventException.MALFORMED, "The event's " + name + " is too long");
        }
    }

    private static UUID uuid(String text) throws UnreadableEventException {
        return Uuids.parse(text)
                .orElseThrow(() ->
                        new UnreadableEventException(UnreadableEventException.MALFORMED, "The event's id is no UUID"));
    }
}
