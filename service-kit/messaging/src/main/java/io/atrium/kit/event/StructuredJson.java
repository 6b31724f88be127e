package io.atrium.kit.event;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.atrium.contracts.EventAttributes;
import io.atrium.kit.json.JsonParsers;
import io.cloudevents.CloudEvent;
import io.cloudevents.CloudEventData;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.core.data.BytesCloudEventData;
import io.cloudevents.jackson.JsonCloudEventData;
import io.cloudevents.jackson.JsonFormat;
import io.cloudevents.jackson.JsonFormatOptions;
import io.cloudevents.rw.CloudEventRWException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The structured mode of CloudEvents' JSON format, by the CloudEvents SDK: an {@link EventEnvelope} as bytes. */
final class StructuredJson {

    private static final String ORGANIZATION = EventAttributes.ORGANIZATION;
    private static final String JSON = "application/json";
    /** More digits than PostgreSQL's numeric has: a jsonb value may hold {@code 1e100000} and writes it out. */
    private static final int LONGEST_NUMBER = 200_000;
    // Raw data always travels as base64, and numbers keep every digit.
    private static final JsonMapper MAPPER = JsonParsers.mapper(JsonParsers.factory()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNumberLength(LONGEST_NUMBER)
                            .build())
                    // the other one's time grows with the square of a number's digits
                    .enable(StreamReadFeature.USE_FAST_BIG_NUMBER_PARSER))
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .addModule(JsonFormat.getCloudEventJacksonModule(JsonFormatOptions.builder()
                    .forceDataBase64Serialization(true)
                    .build()))
            .build();

    private static final DateTimeFormatter TIME = DateTimeFormatter.ISO_OFFSET_DATE_TIME;
    private static final int ATTRIBUTES = 512;

    private StructuredJson() {}

    /** The attributes as {@link #write} gives them, and the data as it stands. */
    static byte[] splice(EventEnvelope envelope, String json) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(json.length() + ATTRIBUTES);
        try (JsonGenerator event = MAPPER.createGenerator(bytes)) {
            event.writeStartObject();
            event.writeStringField("specversion", "1.0");
            event.writeStringField("id", envelope.id());
            event.writeStringField("source", envelope.source());
            event.writeStringField("type", envelope.type());
            event.writeStringField("datacontenttype", envelope.contentType());
            if (envelope.subject() != null) {
                event.writeStringField("subject", envelope.subject());
            }
            event.writeStringField("time", TIME.format(envelope.time().atOffset(ZoneOffset.UTC)));
            UUID organization = envelope.organizationId();
            if (organization != null) {
                event.writeStringField(ORGANIZATION, organization.toString());
            }
            for (Map.Entry<String, String> extension : envelope.extensions().entrySet()) {
                event.writeStringField(extension.getKey(), extension.getValue());
            }
            event.writeFieldName("data");
            event.writeRawValue(json);
            event.writeEndObject();
        } catch (IOException e) {
            throw new IllegalStateException("Memory can be written", e);
        }
        return bytes.toByteArray();
    }

    static byte[] write(EventEnvelope envelope) {
        CloudEventBuilder event = CloudEventBuilder.v1()
                .withId(envelope.id())
                .withSource(URI.create(envelope.source()))
                .withType(envelope.type())
                .withTime(OffsetDateTime.ofInstant(envelope.time(), ZoneOffset.UTC));
        if (envelope.subject() != null) {
            event.withSubject(envelope.subject());
        }
        UUID organization = envelope.organizationId();
        if (organization != null) {
            event.withExtension(ORGANIZATION, organization.toString());
        }
        envelope.extensions().forEach(event::withExtension);
        CloudEventData carried = carried(envelope);
        if (carried != null) {
            event.withData(envelope.contentType(), carried);
        }
        try {
            return MAPPER.writeValueAsBytes(event.build());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Every event has a JSON form", e);
        }
    }

    private static @Nullable CloudEventData carried(EventEnvelope envelope) {
        JsonNode data = envelope.data();
        if (data != null) {
            return JsonCloudEventData.wrap(data);
        }
        byte[] raw = envelope.rawData();
        return raw == null ? null : BytesCloudEventData.wrap(raw);
    }

    static EventEnvelope read(byte @Nullable [] value) throws UnreadableEventException {
        if (value == null) {
            throw new UnreadableEventException(UnreadableEventException.MALFORMED, "The record has no value");
        }
        EventEnvelope plain = PlainEvent.read(MAPPER, value);
        return plain == null ? readAny(value) : plain;
    }

    /** By the CloudEvents SDK, however the event is written. */
    static EventEnvelope readAny(byte[] value) throws UnreadableEventException {
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
