package io.atrium.contracts;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A webhook that was accepted. All but the body stands in attributes of the CloudEvent; the body is its
 * {@code data_base64}, byte for byte as it was signed. It is written byte by byte on the intake path, under the names
 * that stand here. Readers bound the lengths that they take.
 *
 * @param eventId the platform's id, the CloudEvent's id: the same for every delivery of the event
 * @param source the name of the webhook source
 * @param providerEventId what identifies the event for its source
 * @param entityId what the event is about, null when the source does not say where bodies name it
 * @param entityType reserved: the kind of what the event is about
 * @param eventType reserved: what happened, as the provider calls it
 * @param clientIp the address that the delivery came from
 * @param contentType the media type of the body
 * @param receivedAt the CloudEvent's time
 */
public record WebhookReceived(
        UUID organizationId,
        String eventId,
        String source,
        String providerEventId,
        @Nullable String entityId,
        @Nullable String entityType,
        @Nullable String eventType,
        @Nullable String clientIp,
        String contentType,
        byte[] body,
        Instant receivedAt) {

    public static final String TOPIC = Topics.WEBHOOKS;

    /** The CloudEvents type. */
    public static final String TYPE = EventAttributes.TYPE_PREFIX + "webhook.received";

    /** Attribute: {@link #source()}. */
    public static final String SOURCE = "webhooksource";

    /** Attribute: {@link #providerEventId()}. */
    public static final String PROVIDER_EVENT_ID = "providereventid";

    /** Attribute, optional: {@link #entityId()}. */
    public static final String ENTITY_ID = "entityid";

    /** Attribute, reserved: {@link #entityType()}. */
    public static final String ENTITY_TYPE = "entitytype";

    /** Attribute, reserved: {@link #eventType()}. */
    public static final String EVENT_TYPE = "webhooktype";

    /** Attribute, optional: {@link #clientIp()}. */
    public static final String CLIENT_IP = "clientip";

    private static final byte[] EMPTY = {};

    public WebhookReceived {
        requireNonNull(organizationId, "organizationId");
        requireNonNull(eventId, "eventId");
        requireNonNull(source, "source");
        requireNonNull(providerEventId, "providerEventId");
        requireNonNull(contentType, "contentType");
        requireNonNull(body, "body");
        requireNonNull(receivedAt, "receivedAt");
    }

    /**
     * Reads the attributes of an event of this type.
     *
     * @param attribute the value of an attribute that CloudEvents 1.0 does not have, or null
     * @param body null for an event without data
     * @throws InvalidMessageException when a required attribute is missing or empty
     */
    public static WebhookReceived read(
            UUID organizationId,
            String eventId,
            Instant time,
            Function<String, @Nullable String> attribute,
            String contentType,
            byte @Nullable [] body)
            throws InvalidMessageException {
        return new WebhookReceived(
                organizationId,
                eventId,
                required(attribute, SOURCE),
                required(attribute, PROVIDER_EVENT_ID),
                attribute.apply(ENTITY_ID),
                attribute.apply(ENTITY_TYPE),
                attribute.apply(EVENT_TYPE),
                attribute.apply(CLIENT_IP),
                contentType,
                body == null ? EMPTY : body,
                time);
    }

    /** The CloudEvents source of a webhook source's events. */
    public static String eventSource(String source) {
        return "/webhooks/" + source;
    }

    /** What the keys of a source's records begin with; the entity's id follows, or else the event's. */
    public static String keyPrefix(UUID organizationId, String source) {
        return WebhookSourceState.key(organizationId, source) + "/";
    }

    /** The key of its record in the topic: the events of one entity have one. */
    public String key() {
        return keyPrefix(organizationId, source) + (entityId == null ? eventId : entityId);
    }

    private static String required(Function<String, @Nullable String> attribute, String name)
            throws InvalidMessageException {
        String value = attribute.apply(name);
        if (value == null || value.isEmpty()) {
            throw new InvalidMessageException(InvalidMessageException.Reason.MALFORMED, "The event has no " + name);
        }
        return value;
    }
}
