package io.atrium.audit.chain;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.atrium.contracts.ChangeRecord;
import io.atrium.contracts.InvalidMessageException;
import io.atrium.kit.json.JsonParsers;
import io.atrium.kit.time.Rfc3339;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
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
 * @param eventId the id of the event that brought it
 * @param source the service that reported it: {@code /identity-service}
 * @param change what happened; its time has the form of {@link Instant#toString()}, in microseconds
 */
public record AuditRecord(UUID eventId, String source, ChangeRecord change) {

    /** Wider than those of the reader of events, so that what was stored can be read. */
    private static final JsonMapper JSON = JsonParsers.mapper(JsonParsers.factory()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(2 * StreamReadConstraints.DEFAULT_MAX_DEPTH)
                            .maxNumberLength(Integer.MAX_VALUE)
                            .maxNameLength(Integer.MAX_VALUE)
                            .maxStringLength(Integer.MAX_VALUE)
                            .build()))
            .build();

    private static final int LONGEST_WORDS = 8_000;
    private static final List<String> VALUES = List.of("before", "after", "detail");
    private static final String EVENT_ID = "event_id";
    private static final String SOURCE = "source";
    private static final String VERSION = "version";
    private static final String NUMBERS = "numbers";

    /** A record in its one form, and the record that reading this form gives. */
    public record Canonical(String text, AuditRecord record) {

        /** @throws IllegalArgumentException when the text is no canonical record */
        public static Canonical of(String text) {
            return new Canonical(text, parse(text));
        }
    }

    /** The record's one form. It is read again only where that may give something else than is here. */
    public Canonical canonicalForm() {
        AuditRecord sorted = sorted();
        CanonicalJson.Form form = sorted.form();
        return form.isPlain() ? new Canonical(form.text(), sorted) : Canonical.of(form.text());
    }

    /** The record's one form, as text. */
    public String canonical() {
        return form().text();
    }

    /** With the members of its values in the order of the canonical form. */
    private AuditRecord sorted() {
        return new AuditRecord(
                eventId,
                source,
                change.with(
                        CanonicalJson.sorted(change.before()),
                        CanonicalJson.sorted(change.after()),
                        CanonicalJson.sorted(change.detail())));
    }

    private CanonicalJson.Form form() {
        ObjectNode record = change.write();
        record.put("v", 1);
        record.put(EVENT_ID, eventId.toString());
        record.put(SOURCE, source);
        ObjectNode numbers = JsonNodeFactory.instance.objectNode();
        for (String name : VALUES) {
            JsonNode texts = ExactNumbers.texts(record.get(name));
            if (texts != null) {
                numbers.set(name, texts);
            }
        }
        if (!numbers.isEmpty()) {
            record.set(NUMBERS, numbers);
        }
        return CanonicalJson.of(record);
    }

    /**
     * Reads a canonical record.
     *
     * @throws IllegalArgumentException when the text is none
     */
    public static AuditRecord parse(String canonical) {
        try {
            ObjectNode record = JSON.readValue(canonical, ObjectNode.class);
            JsonNode numbers = record.path(NUMBERS);
            for (String name : VALUES) {
                if (numbers.has(name)) {
                    record.set(name, ExactNumbers.restore(record.path(name), numbers.path(name)));
                }
            }
            if (record.path(VERSION).isTextual()) {
                record.put(VERSION, Long.parseLong(record.path(VERSION).textValue()));
            }
            return new AuditRecord(
                    UUID.fromString(record.path(EVENT_ID).asText()),
                    record.path(SOURCE).asText(),
                    ChangeRecord.read(record));
        } catch (JsonProcessingException | InvalidMessageException e) {
            throw new IllegalArgumentException("Not a canonical record", e);
        }
    }

    /** When it happened, in microseconds. */
    public Instant occurredAt() {
        return Rfc3339.parse(change.occurredAt()).orElseGet(() -> Instant.parse(change.occurredAt()));
    }

    /** All values of the record in lower case, separated by spaces, at most 8,000 characters: what a search looks in. */
    public String words() {
        StringBuilder words = new StringBuilder();
        add(words, change.action());
        add(words, change.resourceType());
        add(words, change.resourceId());
        add(words, change.actor().id());
        add(words, change.ip());
        add(words, change.userAgent());
        add(words, change.requestId());
        add(words, source);
        collect(words, change.after());
        collect(words, change.before());
        collect(words, change.detail());
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
            if (isStorable(value)) {
                words.append(value);
            } else {
                value.codePoints()
                        .filter(each -> each != 0 && Character.getType(each) != Character.SURROGATE)
                        .forEach(words::appendCodePoint);
            }
            words.append(' ');
        }
    }

    /** PostgreSQL's text holds no NUL, and half a surrogate pair has no UTF-8. A whole pair is not looked for. */
    private static boolean isStorable(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == 0 || Character.isSurrogate(c)) {
                return false;
            }
        }
        return true;
    }
}
