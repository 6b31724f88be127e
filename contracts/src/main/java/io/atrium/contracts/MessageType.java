package io.atrium.contracts;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;

/**
 * A kind of message: where it travels, what it is called, and the form of its data. Members have names in snake_case,
 * times are RFC 3339 in UTC, members that a reader does not know are passed over.
 *
 * @param topic one of {@link Topics}
 * @param name the CloudEvents type
 * @param data what the CloudEvent's data is made of
 */
public record MessageType<T>(String topic, String name, Class<T> data) {

    /** It reads trees alone; a parser of it would keep no names of one document for the next. */
    private static final JsonMapper MAPPER = JsonMapper.builder(new JsonFactoryBuilder()
                    .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                    .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                    .build())
            .addModule(new JavaTimeModule())
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
            .build();

    public MessageType {
        requireNonNull(topic, "topic");
        requireNonNull(name, "name");
        requireNonNull(data, "data");
    }

    /**
     * Reads the data of a message.
     *
     * @throws InvalidMessageException when a member is missing or has another form
     */
    public T read(JsonNode json) throws InvalidMessageException {
        try {
            T read = MAPPER.treeToValue(json, data);
            if (read != null) {
                return read;
            }
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw new InvalidMessageException(name + " cannot be read: " + reason(e), e);
        }
        throw new InvalidMessageException(name + " has no data", null);
    }

    /** The data as it travels. */
    public JsonNode write(T message) {
        return MAPPER.valueToTree(message);
    }

    /** What is wrong, without the value: it may be a secret. Of what others throw only the name of a missing member has none. */
    private static String reason(Exception failure) {
        Throwable cause = failure;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        return cause instanceof NullPointerException
                ? cause.toString()
                : cause.getClass().getSimpleName();
    }
}
