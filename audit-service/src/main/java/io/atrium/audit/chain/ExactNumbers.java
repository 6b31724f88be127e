package io.atrium.audit.chain;

import com.fasterxml.jackson.core.io.NumberInput;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
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
 *
 * <p>A text has the digits and the exponent that came: nothing here writes an exponent out.
 */
final class ExactNumbers {
    private static final long LARGEST_EXACT_INTEGER = 1L << 53;

    /** Beyond so many bits of its digits a number is taken for one that no double holds, without computing with it. */
    private static final int MOST_BITS = 4096;

    private ExactNumbers() {}

    /** The texts of the value's numbers that RFC 8785 writes otherwise; null when there are none. */
    static @Nullable JsonNode texts(@Nullable JsonNode node) {
        if (node == null) {
            return null;
        }
        if (node.isNumber()) {
            return isWrittenAsItCame(node) ? null : TextNode.valueOf(node.asText());
        }
        ObjectNode texts = null;
        if (node instanceof ObjectNode object) {
            for (Map.Entry<String, JsonNode> each : object.properties()) {
                texts = with(texts, each.getKey(), texts(each.getValue()));
            }
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                JsonNode found = texts(array.get(i));
                texts = found == null ? texts : with(texts, Integer.toString(i), found);
            }
        }
        return texts;
    }

    /** Most values have no such number: an object is made for the first one. */
    private static @Nullable ObjectNode with(@Nullable ObjectNode texts, String name, @Nullable JsonNode found) {
        if (found == null) {
            return texts;
        }
        ObjectNode those = texts == null ? JsonNodeFactory.instance.objectNode() : texts;
        those.set(name, found);
        return those;
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

    /** Whether a double holds the number. */
    static boolean isExact(JsonNode number) {
        if (isSmallInteger(number)) {
            return true;
        }
        if (bits(number) > MOST_BITS) {
            return false;
        }
        double nearest = number.doubleValue();
        return Double.isFinite(nearest) && BigDecimal.valueOf(nearest).compareTo(number.decimalValue()) == 0;
    }

    /** A number that a double holds, as ECMAScript writes it. */
    static String canonical(JsonNode number) {
        if (isSmallInteger(number)) {
            return Long.toString(number.longValue());
        }
        try {
            return NumberToJSON.serializeNumber(number.doubleValue());
        } catch (IOException e) {
            throw new IllegalStateException("A finite double has a form", e);
        }
    }

    /** Whether it is an integer that every reader of JSON holds exactly (RFC 7493, 2.2). */
    static boolean isSmallInteger(JsonNode number) {
        return (number.isInt() || number.isLong())
                && number.longValue() <= LARGEST_EXACT_INTEGER
                && number.longValue() >= -LARGEST_EXACT_INTEGER;
    }

    /** Of its digits, without the exponent. */
    private static int bits(JsonNode number) {
        if (number instanceof DecimalNode decimal) {
            return decimal.decimalValue().unscaledValue().bitLength();
        }
        return number.isBigInteger() ? number.bigIntegerValue().bitLength() : 0;
    }

    private static JsonNode number(String text) {
        boolean isInteger = text.chars().allMatch(each -> each == '-' || Character.isDigit(each));
        // the parser of Jackson whose time does not grow with the square of the digits
        return isInteger
                ? BigIntegerNode.valueOf(NumberInput.parseBigInteger(text, true))
                : DecimalNode.valueOf(NumberInput.parseBigDecimal(text, true));
    }

    private static boolean isWrittenAsItCame(JsonNode number) {
        return isSmallInteger(number) || (isExact(number) && canonical(number).equals(number.asText()));
    }
}
