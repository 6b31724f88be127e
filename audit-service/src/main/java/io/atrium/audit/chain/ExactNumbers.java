package io.atrium.audit.chain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Turns numbers that no IEEE 754 double holds exactly into strings (RFC 7493, 2.2), and leaves everything else. */
final class ExactNumbers {
    private ExactNumbers() {}

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

    private static boolean isExact(JsonNode number) {
        double nearest = number.doubleValue();
        return Double.isFinite(nearest) && BigDecimal.valueOf(nearest).compareTo(number.decimalValue()) == 0;
    }
}
