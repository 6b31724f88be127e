package io.atrium.kit.event;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.atrium.contracts.InvalidMessageException;
import io.atrium.contracts.MessageType;
import io.cloudevents.CloudEvent;
import io.cloudevents.CloudEventData;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.core.data.BytesCloudEventData;
import io.cloudevents.jackson.JsonCloudEventData;
import io.cloudevents.jackson.JsonFormat;
import io.cloudevents.jackson.JsonFormatOptions;
import io.cloudevents.rw.CloudEventRWException;
import java.io.IOException;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One event as it travels: CloudEvents 1.0, JSON structured mode, the whole event in the record's value.
 *
 * <p>The data is either JSON ({@link #data()}, attribute {@code data}) or bytes as they came from outside
 * ({@link #rawData()}, attribute {@code data_base64}); at most one of them is set. The organization travels as the
 * extension {@code organizationid}, absent for events of the platform itself. Extension names are lower case letters
 * and digits (CloudEvents 1.0, 3.1).
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

    private static final String ORGANIZATION = "organizationid";
    private static final String JSON = "application/json";
    /** More digits than PostgreSQL's numeric has: a jsonb value may hold {@code 1e100000} and writes it out. */
    private static final int LONGEST_NUMBER = 200_000;
    // Raw data always travels as base64, and numbers keep every digit.
    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNumberLength(LONGEST_NUMBER)
                            .build())
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .addModule(JsonFormat.getCloudEventJacksonModule(JsonFormatOptions.builder()
                    .forceDataBase64Serialization(true)
                    .build()))
            .build();

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
     * Reads JSON as events carry it: whatever a database holds as {@code jsonb}, with every digit.
     *
     * @throws JsonProcessingException when the text is no JSON
     */
    public static JsonNode readData(String json) throws JsonProcessingException {
        return MAPPER.readTree(json);
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
            throw new UnreadableEventException(UnreadableEventException.MALFORMED, String.valueOf(e.getMessage()));
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

    /** The event as the value of a record. */
    public byte[] toBytes() {
        CloudEventBuilder event = CloudEventBuilder.v1()
                .withId(id)
                .withSource(URI.create(source))
                .withType(type)
                .withTime(OffsetDateTime.ofInstant(time, ZoneOffset.UTC));
        if (subject != null) {
            event.withSubject(subject);
        }
        if (organizationId != null) {
            event.withExtension(ORGANIZATION, organizationId.toString());
        }
        extensions.forEach(event::withExtension);
        CloudEventData carried = carried();
        if (carried != null) {
            event.withData(contentType, carried);
        }
        return serialize(event.build());
    }

    private static byte[] serialize(CloudEvent event) {
        try {
            return MAPPER.writeValueAsBytes(event);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Every event has a JSON form", e);
        }
    }

    private @Nullable CloudEventData carried() {
        if (data != null) {
            return JsonCloudEventData.wrap(data);
        }
        return rawData == null ? null : BytesCloudEventData.wrap(rawData);
    }

    /**
     * Reads the value of a record.
     *
     * @throws UnreadableEventException {@code malformed} when the bytes are no CloudEvent 1.0 with id, source, type and
     *     time; {@code tenant_invalid} when the organization is no UUID
     */
    public static EventEnvelope parse(byte @Nullable [] value) throws UnreadableEventException {
        if (value == null) {
            throw new UnreadableEventException(UnreadableEventException.MALFORMED, "The record has no value");
        }
        CloudEvent event = deserialize(value);
        if (event.getTime() == null) {
            throw new UnreadableEventException(UnreadableEventException.MALFORMED, "The event has no time");
        }
        CloudEventData carried = event.getData();
        String contentType = event.getDataContentType();
        return new EventEnvelope(
                event.getId(),
                event.getSource().toString(),
                event.getType(),
                event.getSubject(),
                event.getTime().toInstant(),
                organization(event),
                extensions(event),
                contentType == null ? JSON : contentType,
                carried instanceof JsonCloudEventData json ? json.getNode() : null,
                carried == null || carried instanceof JsonCloudEventData ? null : carried.toBytes());
    }

    private static CloudEvent deserialize(byte[] value) throws UnreadableEventException {
        try {
            CloudEvent event = MAPPER.readValue(value, CloudEvent.class);
            if (event != null) {
                return event;
            }
            throw new UnreadableEventException(UnreadableEventException.MALFORMED, "The value is JSON null");
        } catch (IOException | CloudEventRWException | IllegalArgumentException | IllegalStateException e) {
            throw new UnreadableEventException(
                    UnreadableEventException.MALFORMED,
                    "The value is no CloudEvent: " + e.getClass().getSimpleName());
        } catch (DateTimeException | NullPointerException | ClassCastException e) {
            throw new UnreadableEventException(
                    UnreadableEventException.MALFORMED, "An attribute of the event has a wrong form");
        }
    }

    private static @Nullable UUID organization(CloudEvent event) throws UnreadableEventException {
        Object named = event.getExtension(ORGANIZATION);
        if (named == null) {
            return null;
        }
        try {
            UUID id = UUID.fromString(named.toString());
            if (id.toString().equalsIgnoreCase(named.toString())) {
                return id;
            }
        } catch (IllegalArgumentException e) {
            // said below, for this and for the short forms that UUID.fromString takes
        }
        throw new UnreadableEventException(
                UnreadableEventException.TENANT_INVALID, "The event's organization is no UUID");
    }

    private static Map<String, String> extensions(CloudEvent event) {
        Map<String, String> found = new TreeMap<>();
        for (String name : event.getExtensionNames()) {
            Object value = event.getExtension(name);
            if (value != null && !name.equals(ORGANIZATION)) {
                found.put(name, value.toString());
            }
        }
        return found;
    }
}
