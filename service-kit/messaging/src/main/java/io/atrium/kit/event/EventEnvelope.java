package io.atrium.kit.event;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import io.atrium.contracts.ChangeRecord;
import io.atrium.contracts.EventAttributes;
import io.atrium.contracts.InvalidMessageException;
import io.atrium.contracts.MessageType;
import io.atrium.contracts.WebhookReceived;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One event in the form in which it is sent: CloudEvents 1.0, JSON structured mode, the whole event in the value of
 * the record.
 *
 * <p>The data is either JSON ({@link #data()}, attribute {@code data}) or bytes as they came from outside
 * ({@link #rawData()}, attribute {@code data_base64}); at most one of them is set. The organization travels as the
 * extension {@code organizationid}, absent for events of the platform itself. Extension names are lower case letters
 * and digits (CloudEvents 1.0, 3.1); those that mean the same in every message stand in {@link EventAttributes}.
 *
 * @param id unique within the source
 * @param source who made it: {@code /identity-service}
 * @param type what it is: {@code io.atrium.user.updated}
 * @param subject the id of what it is about, or null
 * @param time when it happened
 * @param organizationId whose it is, or null for the platform's own
 * @param extensions further attributes, without {@code organizationid}
 * @param contentType the media type of the data
 * @param data the data as JSON, or null
 * @param rawData the data as bytes, or null
 */
public record EventEnvelope(
        String id,
        String source,
        String type,
        @Nullable String subject,
        Instant time,
        @Nullable UUID organizationId,
        Map<String, String> extensions,
        String contentType,
        @Nullable JsonNode data,
        byte @Nullable [] rawData) {

    private static final String JSON = "application/json";

    public EventEnvelope {
        requireNonNull(id, "id");
        requireNonNull(source, "source");
        requireNonNull(type, "type");
        requireNonNull(time, "time");
        requireNonNull(contentType, "contentType");
        extensions = Map.copyOf(extensions);
        if (data != null && rawData != null) {
            throw new IllegalArgumentException("An event has JSON data or raw data, not both");
        }
    }

    /**
     * The value of a record with JSON data that is written as it stands, whatever its depth and length: it is not parsed.
     *
     * @param traceParent of the trace that the event belongs to
     * @param json one JSON value, such as the text of a {@code jsonb}
     */
    public static byte[] splice(
            String id,
            String source,
            String type,
            @Nullable String subject,
            Instant time,
            @Nullable UUID organizationId,
            @Nullable String traceParent,
            String json) {
        Map<String, String> extensions =
                traceParent == null ? Map.of() : Map.of(EventAttributes.TRACE_PARENT, traceParent);
        return StructuredJson.splice(
                new EventEnvelope(id, source, type, subject, time, organizationId, extensions, JSON, null, null), json);
    }

    /** An event with JSON data. */
    public static EventEnvelope json(
            String id,
            String source,
            String type,
            @Nullable String subject,
            Instant time,
            @Nullable UUID organizationId,
            @Nullable JsonNode data) {
        return new EventEnvelope(id, source, type, subject, time, organizationId, Map.of(), JSON, data, null);
    }

    /** An event that carries bytes as they came, whatever they are. */
    public static EventEnvelope raw(
            String id,
            String source,
            String type,
            @Nullable String subject,
            Instant time,
            @Nullable UUID organizationId,
            String contentType,
            byte[] rawData) {
        return new EventEnvelope(id, source, type, subject, time, organizationId, Map.of(), contentType, null, rawData);
    }

    /** This event with one more extension; a null value leaves it out. */
    public EventEnvelope withExtension(String name, @Nullable String value) {
        if (value == null) {
            return this;
        }
        Map<String, String> more = new TreeMap<>(extensions);
        more.put(name, value);
        return new EventEnvelope(id, source, type, subject, time, organizationId, more, contentType, data, rawData);
    }

    /** The extension, or null when the event has none of that name. */
    public @Nullable String extension(String name) {
        return extensions.get(name);
    }

    /** The trace that the event belongs to, as {@code traceparent} has it. */
    public @Nullable String traceParent() {
        return extension(EventAttributes.TRACE_PARENT);
    }

    /** The organization, which this kind of event must have. */
    public UUID requireOrganization() throws UnreadableEventException {
        if (organizationId == null) {
            throw new UnreadableEventException(
                    UnreadableEventException.TENANT_MISSING, "The event names no organization");
        }
        return organizationId;
    }

    /** The JSON data, which this kind of event must have as an object. */
    public JsonNode requireData() throws UnreadableEventException {
        if (data == null || !data.isObject()) {
            throw new UnreadableEventException(
                    UnreadableEventException.MALFORMED, "The event's data is no JSON object");
        }
        return data;
    }

    /** The JSON data of an event of this kind. */
    public <T> T requireData(MessageType<T> kind) throws UnreadableEventException {
        try {
            return kind.read(requireType(kind.name()).requireData());
        } catch (InvalidMessageException e) {
            throw unreadable(e);
        }
    }

    /** The change that the event tells: its data, of the organization and the type that the event names. */
    public ChangeRecord requireChange() throws UnreadableEventException {
        JsonNode json = requireData();
        UUID organization = requireOrganization();
        try {
            ChangeRecord change = ChangeRecord.read(json);
            if (!change.organizationId().equals(organization)) {
                throw new UnreadableEventException(
                        UnreadableEventException.TENANT_INVALID, "Envelope and data name different organizations");
            }
            requireType(change.type());
            return change;
        } catch (InvalidMessageException e) {
            throw unreadable(e);
        }
    }

    /** The webhook that the event carries: its attributes and its raw data. */
    public WebhookReceived requireWebhook() throws UnreadableEventException {
        requireType(WebhookReceived.TYPE);
        try {
            return WebhookReceived.read(requireOrganization(), id, time, extensions::get, contentType, rawData);
        } catch (InvalidMessageException e) {
            throw unreadable(e);
        }
    }

    /** Fails with {@code schema_unknown} unless the event is of this type. */
    public EventEnvelope requireType(String expected) throws UnreadableEventException {
        if (!type.equals(expected)) {
            throw new UnreadableEventException(
                    UnreadableEventException.SCHEMA_UNKNOWN, "Expected an event of type " + expected);
        }
        return this;
    }

    private static UnreadableEventException unreadable(InvalidMessageException failure) {
        String code = switch (failure.reason()) {
            case MALFORMED -> UnreadableEventException.MALFORMED;
            case UNKNOWN_VALUE -> UnreadableEventException.SCHEMA_UNKNOWN;
            case ORGANIZATION -> UnreadableEventException.TENANT_INVALID;
        };
        return new UnreadableEventException(code, String.valueOf(failure.getMessage()));
    }

    /** The event as the value of a record. */
    public byte[] toBytes() {
        return StructuredJson.write(this);
    }

    /**
     * Reads the value of a record.
     *
     * @throws UnreadableEventException {@code malformed} when the bytes are no CloudEvent 1.0 with id, source, type and
     *     time; {@code tenant_invalid} when the organization is no UUID
     */
    public static EventEnvelope parse(byte @Nullable [] value) throws UnreadableEventException {
        return StructuredJson.read(value);
    }
}
