package io.atrium.integration.webhook;

import static java.util.Objects.requireNonNull;

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
        OffsetDateTime receivedAt) {

    private static final int LONGEST = 4096;
    private static final int LONGEST_SOURCE = 63;
    static final String TYPE = "io.atrium.webhook.received";

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

    static ReceivedWebhook of(EventEnvelope event) throws UnreadableEventException {
        event.requireType(TYPE);
        byte[] body = event.rawData();
        return new ReceivedWebhook(
                event.requireOrganization(),
                uuid(event.id()),
                source(event),
                required(event, "providereventid"),
                bounded(event, "entityid"),
                bounded(event, "clientip"),
                event.contentType(),
                body == null ? new byte[0] : body,
                event.time().atOffset(ZoneOffset.UTC));
    }

    /** The event as it stands on its topic. */
    EventEnvelope envelope() {
        return EventEnvelope.raw(
                        eventId.toString(),
                        "/webhooks/" + source,
                        TYPE,
                        null,
                        receivedAt.toInstant(),
                        organizationId,
                        contentType == null ? "application/octet-stream" : contentType,
                        payload)
                .withExtension("webhooksource", source)
                .withExtension("providereventid", providerEventId)
                .withExtension("entityid", entityId)
                .withExtension("clientip", clientIp);
    }

    /** A name that no source has is no webhook's either. */
    private static String source(EventEnvelope event) throws UnreadableEventException {
        String source = required(event, "webhooksource");
        if (source.length() > LONGEST_SOURCE) {
            throw new UnreadableEventException(
                    UnreadableEventException.MALFORMED, "The event's webhooksource is too long");
        }
        return source;
    }

    /** Longer ones than any that the gateway sends are no webhook's. */
    private static @Nullable String bounded(EventEnvelope event, String name) throws UnreadableEventException {
        String value = event.extension(name);
        if (value != null && value.length() > LONGEST) {
            throw new UnreadableEventException(
                    UnreadableEventException.MALFORMED, "The event's " + name + " is too long");
        }
        return value;
    }

    private static String required(EventEnvelope event, String name) throws UnreadableEventException {
        String value = bounded(event, name);
        if (value == null || value.isEmpty()) {
            throw new UnreadableEventException(UnreadableEventException.MALFORMED, "The event has no " + name);
        }
        return value;
    }

    private static UUID uuid(String text) throws UnreadableEventException {
        return Uuids.parse(text)
                .orElseThrow(() ->
                        new UnreadableEventException(UnreadableEventException.MALFORMED, "The event's id is no UUID"));
    }
}
