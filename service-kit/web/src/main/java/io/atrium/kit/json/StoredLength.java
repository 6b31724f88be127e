package io.atrium.kit.json;

import com.fasterxml.jackson.core.io.CharTypes;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.Map;

/**
 * How long JSON is once PostgreSQL has stored it as {@code jsonb}, which writes exponents out: of {@code 1e499}, five
 * characters, 500 are read back. A limit of what a caller may store is one of this length, not of the text that came.
 */
public final class StoredLength {

    /** Of a control character without an escape of its own, such as {@code \}{@code u001f}. */
    private static final int ESCAPE = 6;

    private static final int[] ESCAPES = CharTypes.get7BitOutputEscapes();

    private StoredLength() {}

    /** The bytes of the value as text in UTF-8, numbers written out, without the spaces between its parts. */
    public static long of(JsonNode value) {
        if (value instanceof ObjectNode object) {
            return object(object);
        }
        if (value instanceof ArrayNode array) {
            return array(array);
        }
        if (value.isNumber()) {
            return number(value);
        }
        return value.isTextual() ? text(value.textValue()) : value.asText().length();
    }

    /** How many characters a number has when it is written out. */
    public static long number(JsonNode number) {
        if (number.isInt() || number.isLong()) {
            return Long.toString(number.longValue()).length();
        }
        BigDecimal exact = number.decimalValue();
        long sign = exact.signum() < 0 ? 1 : 0;
        long integer = exact.signum() == 0 ? 1 : Math.max(1, (long) exact.precision() - exact.scale());
        return sign + integer + (exact.scale() > 0 ? 1L + exact.scale() : 0);
    }

    private static long object(ObjectNode object) {
        long length = braces(object);
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            length += text(member.getKey()) + 1 + of(member.getValue());
        }
        return length;
    }

    private static long array(ArrayNode array) {
        long length = braces(array);
        for (JsonNode element : array) {
            length += of(element);
        }
        return length;
    }

    /** With the commas between the parts. */
    private static long braces(JsonNode container) {
        return 2L + Math.max(0, container.size() - 1);
    }

    private static long text(String text) {
        long length = 2;
        for (int i = 0; i < text.length(); i++) {
            length += bytes(text.charAt(i));
        }
        return length;
    }

    /** Half of a surrogate pair counts for two of the four bytes. */
    private static int bytes(char c) {
        if (c < ESCAPES.length) {
            return ESCAPES[c] == 0 ? 1 : ESCAPES[c] > 0 ? 2 : ESCAPE;
        }
        return c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
    }
}
