package io.atrium.audit.chain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Iterator;
import java.util.Map;
import org.erdtman.jcs.NumberToJSON;
import org.jspecify.annotations.Nullable;

/**
 * The numbers that RFC 8785 does not write as they came: it knows IEEE 754 doubles alone, and writes {@code 1.10} as
 * {@code 1.1}. A number that no double holds becomes a string (RFC 7493, 2.2). The texts of all such numbers stand
 * beside the record, in an object of the same structure, in which an array is an object whose names are its indexes.
 */
final class ExactNumbers {
    private ExactNumbers() {}

    /** The value as RFC 8785 can hold it. */
    static JsonNode keep(@Nullable JsonNode node) {
        if (node == null) {
            return NullNode.getInstance();
        }
        if (node instanceof ObjectNode object) {
            ObjectNode kept = JsonNodeFactory.instance.objectNode();
            object.properties().forEach(each -> kept.set(each.getKey(), keep(each.getValue())));
            return kept;
        }
        if (node instanceof ArrayNode array) {
            ArrayNode kept = JsonNodeFactory.instance.arrayNode(array.size());
            array.forEach(each -> kept.add(keep(each)));
            return kept;
        }
        return node.isNumber() && !isExact(node) ? TextNode.valueOf(node.asText()) : node;
    }

    /** The texts of the value's numbers that RFC 8785 writes otherwise; null when there are none. */
    static @Nullable JsonNode texts(@Nullable JsonNode node) {
        if (node == null) {
            return null;
        }
        if (node.isNumber()) {
            return isWrittenAsItCame(node) ? null : TextNode.valueOf(node.asText());
        }
        ObjectNode texts = JsonNodeFactory.instance.objectNode();
        if (node instanceof ObjectNode object) {
            object.properties().forEach(each -> add(texts, each.getKey(), each.getValue()));
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                add(texts, Integer.toString(i), array.get(i));
            }
        }
        return texts.isEmpty() ? null : texts;
    }

    /**
     * The value with the numbers of the texts.
     *
     * @throws IllegalArgumentException when a text is no number or belongs to nothing
     */
    static JsonNode restore(JsonNode value, JsonNode texts) {
        if (texts.isTextual()) {
            return number(texts.textValue());
        }
        for (Iterator<Map.Entry<String, JsonNode>> each = texts.fields(); each.hasNext(); ) {
            Map.Entry<String, JsonNode> text = each.next();
            if (value instanceof ObjectNode object && object.has(text.getKey())) {
                object.set(text.getKey(), restore(object.get(text.getKey()), text.getValue()));
            } else if (value instanceof ArrayNode array && array.has(Integer.parseInt(text.getKey()))) {
                int index = Integer.parseInt(text.getKey());
                array.set(index, restore(array.get(index), text.getValue()));
            } else {
                throw new IllegalArgumentException("The text of a number belongs to nothing");
            }
        }
        return value;
    }

    private static void add(ObjectNode texts, String name, JsonNode value) {
        JsonNode found = texts(value);
        if (found != null) {
            texts.set(name, found);
        }
    }

    private static JsonNode number(String text) {
        BigDecimal number = new BigDecimal(text);
        boolean isInteger = text.chars().allMatch(each -> each == '-' || Character.isDigit(each));
        return isInteger ? BigIntegerNode.valueOf(number.toBigIntegerExact()) : DecimalNode.valueOf(number);
    }

    private static boolean isExact(JsonNode number) {
        double nearest = number.doubleValue();
        return Double.isFinite(nearest) && BigDecimal.valueOf(nearest).compareTo(number.decimalValue()) == 0;
    }

    private static boolean isWrittenAsItCame(JsonNode number) {
        if (!isExact(number)) {
            return false;
        }
        try {
            return NumberToJSON.serializeNumber(number.doubleValue()).equals(number.asText());
        } catch (IOException e) {
            throw new IllegalStateException("A finite double has a form", e);
        }
    }
}
