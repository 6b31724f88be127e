package io.atrium.audit.chain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Writes a tree as RFC 8785 does: members in the order of their names' UTF-16 code units, strings escaped as ECMAScript
 * does, numbers as ECMAScript writes doubles. A number that no double holds is written as a string
 * ({@link ExactNumbers}). It writes from the tree itself, without a second one.
 */
final class CanonicalJson {
    private static final String HEX = "0123456789abcdef";
    private static final char FIRST_PRINTABLE = ' ';

    private final StringBuilder out = new StringBuilder();
    private boolean plain = true;

    private CanonicalJson() {}

    /**
     * A tree's one form.
     *
     * @param isPlain whether reading the text gives each value as it was written: every number is an integer that a double
     *     holds, and no text has a surrogate. When it is not, the same may be true
     */
    record Form(String text, boolean isPlain) {}

    static Form of(ObjectNode tree) {
        CanonicalJson json = new CanonicalJson();
        json.object(tree);
        String text = json.out.toString();
        // By way of UTF-8, in which half a surrogate pair becomes a question mark: as the database will keep it.
        return json.plain
                ? new Form(text, true)
                : new Form(new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8), false);
    }

    /** The tree with its members in the order in which they are written; itself, when it has it already. */
    static @Nullable JsonNode sorted(@Nullable JsonNode node) {
        if (node instanceof ObjectNode object) {
            return sorted(object);
        }
        return node instanceof ArrayNode array ? sorted(array) : node;
    }

    private static ObjectNode sorted(ObjectNode object) {
        boolean same = isInOrder(object);
        Map<String, JsonNode> members = new TreeMap<>();
        for (Map.Entry<String, JsonNode> each : object.properties()) {
            JsonNode value = sorted(each.getValue());
            same &= value == each.getValue();
            members.put(each.getKey(), value);
        }
        return same ? object : JsonNodeFactory.instance.objectNode().setAll(members);
    }

    private static ArrayNode sorted(ArrayNode array) {
        ArrayNode sorted = JsonNodeFactory.instance.arrayNode(array.size());
        boolean same = true;
        for (JsonNode each : array) {
            JsonNode value = sorted(each);
            same &= value == each;
            sorted.add(value);
        }
        return same ? array : sorted;
    }

    private static boolean isInOrder(ObjectNode object) {
        String before = null;
        for (Map.Entry<String, JsonNode> each : object.properties()) {
            if (before != null && before.compareTo(each.getKey()) > 0) {
                return false;
            }
            before = each.getKey();
        }
        return true;
    }

    private void write(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object(object);
        } else if (node instanceof ArrayNode array) {
            array(array);
        } else if (node.isTextual()) {
            text(node.textValue());
        } else if (node.isNumber()) {
            number(node);
        } else {
            out.append(node.isBoolean() ? Boolean.toString(node.booleanValue()) : "null");
        }
    }

    private void object(ObjectNode object) {
        if (isInOrder(object)) {
            members(object.properties());
            return;
        }
        Map<String, JsonNode> members = new TreeMap<>();
        for (Map.Entry<String, JsonNode> each : object.properties()) {
            members.put(each.getKey(), each.getValue());
        }
        members(members.entrySet());
    }

    private void members(Iterable<Map.Entry<String, JsonNode>> members) {
        char separator = '{';
        for (Map.Entry<String, JsonNode> each : members) {
            out.append(separator);
            text(each.getKey());
            out.append(':');
            write(each.getValue());
            separator = ',';
        }
        out.append(separator == '{' ? "{}" : "}");
    }

    private void array(ArrayNode array) {
        char separator = '[';
        for (JsonNode each : array) {
            out.append(separator);
            write(each);
            separator = ',';
        }
        out.append(array.isEmpty() ? "[]" : "]");
    }

    private void number(JsonNode number) {
        plain &= ExactNumbers.isSmallInteger(number);
        if (ExactNumbers.isExact(number)) {
            out.append(ExactNumbers.canonical(number));
        } else {
            text(number.asText());
        }
    }

    /** What needs no escape is appended in runs. */
    private void text(String text) {
        out.append('"');
        int written = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < FIRST_PRINTABLE || c == '"' || c == '\\') {
                out.append(text, written, i);
                escaped(c);
                written = i + 1;
            } else if (Character.isSurrogate(c)) {
                plain = false;
            }
        }
        out.append(text, written, text.length()).append('"');
    }

    private void escaped(char c) {
        switch (c) {
            case '"', '\\' -> out.append('\\').append(c);
            case '\b' -> out.append("\\b");
            case '\t' -> out.append("\\t");
            case '\n' -> out.append("\\n");
            case '\f' -> out.append("\\f");
            case '\r' -> out.append("\\r");
            default -> out.append("\\u00").append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 0xF));
        }
    }
}
