package io.atrium.kit.event;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.atrium.contracts.EventAttributes;
import io.atrium.kit.id.Uuids;
import io.atrium.kit.time.Rfc3339;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event that is written as our own services write theirs, read in one pass and without a tree of its attributes.
 * What is written in any other way, and whatever is no event, is left to the CloudEvents SDK: it alone refuses.
 */
final class PlainEvent {

    private static final String JSON = "application/json";
    private static final int SECONDS = "0000-00-00T00:00:00".length();
    private static final int LONGEST_TIME = "0000-00-00T00:00:00.000000000Z".length();

    private @Nullable String version;
    private @Nullable String id;
    private @Nullable String source;
    private @Nullable String type;
    private @Nullable String subject;
    private @Nullable String contentType;
    private @Nullable Instant time;
    private @Nullable UUID organizationId;
    private @Nullable JsonNode data;
    private byte @Nullable [] rawData;
    private final Map<String, String> extensions = new HashMap<>();

    private PlainEvent() {}

    /** The event, or null when it is not written plainly. */
    static @Nullable EventEnvelope read(JsonMapper mapper, byte[] value) {
        try (JsonParser parser = mapper.createParser(value)) {
            return parser.nextToken() == JsonToken.START_OBJECT ? new PlainEvent().members(mapper, parser) : null;
        } catch (IOException | DateTimeException | IllegalArgumentException e) {
            return null;
        }
    }

    private @Nullable EventEnvelope members(JsonMapper mapper, JsonParser parser) throws IOException {
        String name = parser.nextFieldName();
        while (name != null) {
            JsonToken token = parser.nextToken();
            boolean plain = switch (name) {
                case "data" -> data(mapper, parser, token);
                case "data_base64" -> rawData(parser, token);
                default -> token == JsonToken.VALUE_STRING && attribute(name, parser.getText());
            };
            if (!plain) {
                return null;
            }
            name = parser.nextFieldName();
        }
        return parser.currentToken() == JsonToken.END_OBJECT && parser.nextToken() == null ? envelope() : null;
    }

    private boolean data(JsonMapper mapper, JsonParser parser, JsonToken token) throws IOException {
        if (token != JsonToken.START_OBJECT || data != null) {
            return false;
        }
        data = mapper.readTree(parser);
        return true;
    }

    private boolean rawData(JsonParser parser, JsonToken token) throws IOException {
        if (token != JsonToken.VALUE_STRING || rawData != null) {
            return false;
        }
        rawData = parser.getBinaryValue();
        return true;
    }

    /** Answers whether it is one that is known, not empty, and there for the first time. */
    private boolean attribute(String name, String value) {
        if (value.isEmpty()) {
            return false;
        }
        boolean first;
        switch (name) {
            case "specversion" -> {
                first = version == null && value.equals("1.0");
                version = value;
            }
            case "id" -> {
                first = id == null;
                id = value;
            }
            case "source" -> {
                first = source == null && isPath(value);
                source = value;
            }
            case "type" -> {
                first = type == null;
                type = value;
            }
            case "subject" -> {
                first = subject == null;
                subject = value;
            }
            case "datacontenttype" -> {
                first = contentType == null;
                contentType = value;
            }
            case "time" -> {
                first = time == null;
                time = time(value);
            }
            case EventAttributes.ORGANIZATION -> {
                UUID named = Uuids.parse(value).orElse(null);
                first = organizationId == null && named != null;
                organizationId = named;
            }
            default -> first = isExtension(name) && extensions.put(name, value) == null;
        }
        return first;
    }

    /** In the form that our services write, which is read faster than the others that CloudEvents has. */
    private static Instant time(String value) {
        boolean isOurs = value.length() > SECONDS
                && value.length() <= LONGEST_TIME
                && value.charAt(10) == 'T'
                && value.charAt(17) != '6'
                && value.endsWith("Z");
        return (isOurs ? Rfc3339.parse(value) : Optional.<Instant>empty())
                .orElseGet(() -> OffsetDateTime.parse(value).toInstant());
    }

    private @Nullable EventEnvelope envelope() {
        if (version == null || id == null || source == null || type == null || time == null) {
            return null;
        }
        if (data != null && (rawData != null || (contentType != null && !contentType.equals(JSON)))) {
            return null;
        }
        return new EventEnvelope(
                id,
                source,
                type,
                subject,
                time,
                organizationId,
                extensions,
                contentType == null ? JSON : contentType,
                data,
                rawData);
    }

    /** A URI reference without anything that would have to be looked at more closely. */
    private static boolean isPath(String source) {
        if (source.charAt(0) != '/' || source.startsWith("//")) {
            return false;
        }
        for (int i = 1; i < source.length(); i++) {
            char c = source.charAt(i);
            if (!(isLowerOrDigit(c) || (c >= 'A' && c <= 'Z') || c == '/' || c == '-' || c == '_' || c == '.')) {
                return false;
            }
        }
        return true;
    }

    private static boolean isExtension(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (!isLowerOrDigit(name.charAt(i))) {
                return false;
            }
        }
        return !name.isEmpty() && !name.equals("dataschema") && !name.equals("datacontentencoding");
    }

    private static boolean isLowerOrDigit(char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    }
}
