package io.atrium.audit.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.atrium.kit.digest.Sha256;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * What a change carries beside its facts, bounded in what it costs to read. A tree of many small values takes thirty
 * times the memory of its text, and a number of many digits more time than its length, each time it is read. With more
 * than {@value #MOST_VALUES} values together, or a number of more than {@value #MOST_BITS} bits (about 1,200 digits),
 * SHA-256 and size of the event stand in the place of each of the three.
 */
record LargeValues(
        @Nullable JsonNode before,
        @Nullable JsonNode after,
        @Nullable JsonNode detail) {
    /** How many values, those within values included, a stored record has at most in its three parts. */
    static final int MOST_VALUES = 20_000;

    private static final int MOST_BITS = 4096;

    /** @param event the value of the Kafka record that they came in */
    static LargeValues of(
            byte[] event, @Nullable JsonNode before, @Nullable JsonNode after, @Nullable JsonNode detail) {
        int left = count(before, count(after, count(detail, MOST_VALUES)));
        if (left >= 0) {
            return new LargeValues(before, after, detail);
        }
        JsonNode digest = digest(event);
        return new LargeValues(
                before == null ? null : digest, after == null ? null : digest, detail == null ? null : digest);
    }

    /** What is left of the allowance, less than 0 for what costs too much; it stops there. */
    private static int count(@Nullable JsonNode node, int allowance) {
        int left = allowance;
        Deque<JsonNode> open = new ArrayDeque<>();
        if (node != null) {
            open.push(node);
        }
        while (!open.isEmpty() && left >= 0) {
            JsonNode next = open.pop();
            left--;
            if (next.isNumber()) {
                left = isLong(next) ? -1 : left;
            } else if (next.size() > left) {
                left = -1;
            } else {
                next.forEach(open::push);
            }
        }
        return left;
    }

    private static boolean isLong(JsonNode number) {
        return number instanceof DecimalNode decimal
                ? decimal.decimalValue().unscaledValue().bitLength() > MOST_BITS
                : number.isBigInteger() && number.bigIntegerValue().bitLength() > MOST_BITS;
    }

    private static JsonNode digest(byte[] event) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("truncated", true)
                .put("event_sha256", Sha256.hex(event))
                .put("event_bytes", event.length);
    }
}
