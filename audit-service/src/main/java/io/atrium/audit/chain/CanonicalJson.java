package io.atrium.audit.chain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes a tree as RFC 8785 does: members in the order of their names' UTF-16 code units, strings escaped as ECMAScript
 * does, numbers as ECMAScript writes doubles. A number that no double holds is written as a string
 * ({@link ExactNumbers}). It writes from the tree itself, without a second one.
 */
final class CanonicalJson {
    private static final String HEX = "0123456789abcdef";
    private static final char FIRST_PRINTABLE = ' ';

    private CanonicalJson() {}

    static void write(StringBuilder out, JsonNode node) {
        if (node instanceof ObjectNode object) {
            object(out, object);
        } else if (node instanceof ArrayNode array) {
            array(out, array);
        } else if (node.isTextual()) {
            text(out, node.textValue());
        } else if (node.isNumber()) {
            number(out, node);
        } else {
            out.append(node.isBoolean() ? Boolean.toString(node.booleanValue()) : "null");
        }
    }

    private static void object(StringBuilder out, ObjectNode object) {
        Map<String, JsonNode> members = new TreeMap<>();
        for (Map.Entry<String, JsonNode> each : object.properties()) {
            members.put(each.getKey(), each.getValue());
        }
        char separator = '{';
        for (Map.Entry<String, JsonNode> each : members.entrySet()) {
            out.append(separator);
            text(out, each.getKey());
            out.append(':');
            write(out, each.getValue());
            separator = ',';
        }
        out.append(members.isEmpty() ? "{}" : "}");
    }

    private static void array(StringBuilder out, ArrayNode array) {
        char separator = '[';
        for (JsonNode each : array) {
            out.append(separator);
            write(out, each);
            separator = ',';
        }
        out.append(array.isEmpty() ? "[]" : "]");
    }

    private static void number(StringBuilder out, JsonNode number) {
        if (ExactNumbers.isExact(number)) {
            out.append(ExactNumbers.canonical(number));
        } else {
            text(out, number.asText());
        }
    }

    private static void text(StringBuilder out, String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"', '\\' -> out.append('\\').append(c);
                case '\b' -> out.append("\\b");
                case '\t' -> out.append("\\t");
                case '\n' -> out.append("\\n");
                case '\f' -> out.append("\\f");
                case '\r' -> out.append("\\r");
                default -> {
                    if (c < FIRST_PRINTABLE) {
                        out.append("\\u00").append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 0xF));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }
}
