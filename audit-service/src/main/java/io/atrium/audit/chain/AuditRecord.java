package io.atrium.audit.chain;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What happened, as the chain vouches for it. {@link #canonical()} is the record's one form (RFC 8785) and
 * {@link #parse} its inverse.
 *
 * <p>RFC 8785 knows numbers as IEEE 754 doubles. A number that a double cannot hold exactly becomes a string of its
 * digits. The texts of the numbers that RFC 8785 writes otherwise than they came stand in the member {@code numbers},
 * which is absent when there are none, so that every number reads back as it came.
 *
 * @param source the service that reported it: {@code /identity-service}
 * @param occurredAt in microseconds
 * @param version the row's version after the change, or null
 * @param before the row before, an object, or null
 * @param after the row after, an object, or null
 * @param detail anything else, or null
 */
public record AuditRecord(
        UUID organizationId,
        UUID eventId,
        String source,
        String action,
        String resourceType,
        @Nullable String resourceId,
        String outcome,
        Instant occurredAt,
        String actorType,
        @Nullable String actorId,
        @Nullable String ip,
        @Nullable String userAgent,
        @Nullable String requestId,
        @Nullable Long version,
        @Nullable JsonNode before,
        @Nullable JsonNode after,
        @Nullable JsonNode detail) {

    private static final JsonMapper JSON = new JsonMapper();
    private static final int LONGEST_WORDS = 8_000;
    private static final String BEFORE = "before";
    private static final String AFTER = "after";
    private static final String DETAIL = "detail";
    private static final String NUMBERS = "numbers";

    /** The record's one form, as text. */
    public String canonical() {
        ObjectNode record = JsonNodeFactory.instance.objectNode();
        record.put("v", 1);
        record.put("organization_id", organizationId.toString());
        record.put("event_id", eventId.toString());
        record.put("source", source);
        record.put("action", action);
        record.put("resource_type", resourceType);
        record.put("resource_id", resourceId);
        record.put("outcome", outcome);
        record.put("occurred_at", occurredAt.toString());
        record.putObject("actor").put("type", actorType).put("id", actorId);
        record.put("ip", ip);
        record.put("user_agent", userAgent);
        record.put("request_id", requestId);
        record.put("version", version);
        record.set(BEFORE, before);
        record.set(AFTER, after);
        record.set(DETAIL, detail);
        ObjectNode numbers = JsonNodeFactory.instance.objectNode();
        addTexts(numbers, BEFORE, before);
        addTexts(numbers, AFTER, after);
        addTexts(numbers, DETAIL, detail);
        if (!numbers.isEmpty()) {
            record.set(NUMBERS, numbers);
        }
        StringBuilder canonical = new StringBuilder();
        CanonicalJson.write(canonical, record);
        // By way of UTF-8, in which half a surrogate pair becomes a question mark: as the database will keep it.
        return new String(canonical.toString().getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    /**
     * Reads a canonical record.
     *
     * @throws IllegalArgumentException when the text is none
     */
    public static AuditRecord parse(String canonical) {
        try {
            JsonNode record = JSON.readTree(canonical);
            return new AuditRecord(
                    UUID.fromString(record.path("organization_id").asText()),
                    UUID.fromString(record.path("event_id").asText()),
                    record.path("source").asText(),
                    record.path("action").asText(),
                    record.path("resource_type").asText(),
                    text(record.get("resource_id")),
                    record.path("outcome").asText(),
                    Instant.parse(record.path("occurred_at").asText()),
                    record.path("actor").path("type").asText(),
                    text(record.path("actor").get("id")),
                    text(record.get("ip")),
                    text(record.get("user_agent")),
                    text(record.get("request_id")),
                    record.hasNonNull("version") ? record.path("version").asLong() : null,
                    value(record, BEFORE),
                    value(record, AFTER),
                    value(record, DETAIL));
        } catch (JsonProcessingException | DateTimeException e) {
            throw new IllegalArgumentException("Not a canonical record", e);
        }
    }

    /** What the columns beside a stored record must hold, by the columns' names. */
    public Map<String, @Nullable Object> columns() {
        Map<String, @Nullable Object> columns = new LinkedHashMap<>();
        columns.put("organization_id", organizationId);
        columns.put("event_id", eventId);
        columns.put("action", action);
        columns.put("resource_type", resourceType);
        columns.put("resource_id", resourceId);
        columns.put("outcome", outcome);
        columns.put("actor_type", actorType);
        columns.put("actor_id", actorId);
        columns.put("ip", ip);
        columns.put("request_id", requestId);
        columns.put("occurred_at", occurredAt);
        columns.put("words", words());
        return columns;
    }

    /** All values of the record in lower case, separated by spaces, at most 8,000 characters: what a search looks in. */
    public String words() {
        StringBuilder words = new StringBuilder();
        for (String each : new String[] {action, resourceType, resourceId, actorId, ip, userAgent, requestId, source}) {
            add(words, each);
        }
        collect(words, after);
        collect(words, before);
        collect(words, detail);
        int length = Math.min(words.length(), LONGEST_WORDS);
        if (length > 0 && Character.isHighSurrogate(words.charAt(length - 1))) {
            length--;
        }
        return words.substring(0, length).toLowerCase(Locale.ROOT);
    }

    private static void collect(StringBuilder words, @Nullable JsonNode node) {
        if (node == null || words.length() >= LONGEST_WORDS) {
            return;
        }
        if (node.isContainerNode()) {
            node.forEach(child -> collect(words, child));
        } else if (!node.isNull() && !node.isBoolean()) {
            add(words, node.asText());
        }
    }

    private static void add(StringBuilder words, @Nullable String value) {
        if (value != null) {
            // PostgreSQL's text holds no NUL, and half a surrogate pair has no UTF-8.
            value.codePoints()
                    .filter(each -> each != 0 && Character.getType(each) != Character.SURROGATE)
                    .forEach(words::appendCodePoint);
            words.append(' ');
        }
    }

    private static @Nullable String text(@Nullable JsonNode node) {
        return node == null || node.isNull() ? null : node.asText();
    }

    private static @Nullable JsonNode value(JsonNode record, String name) {
        JsonNode node = record.path(name);
        JsonNode texts = record.path(NUMBERS).path(name);
        if (!texts.isMissingNode()) {
            return ExactNumbers.restore(node, texts);
        }
        return node.isMissingNode() || node.isNull() ? null : node;
    }

    private static void addTexts(ObjectNode numbers, String name, @Nullable JsonNode value) {
        JsonNode texts = ExactNumbers.texts(value);
        if (texts != null) {
            numbers.set(name, texts);
        }
    }
}
