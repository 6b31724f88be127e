package io.atrium.tenant.organization;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.atrium.kit.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;

/** An organization's settings: a JSON object of at most 16 KiB, changed by JSON Merge Patch (RFC 7396). */
@ApplicationScoped
class Settings {
    private static final int MAX_BYTES = 16 * 1024;
    /** jsonb writes exponents out. */
    private static final int MAX_DIGITS = 500;

    private final ObjectMapper json;

    Settings(ObjectMapper json) {
        this.json = json;
    }

    ObjectNode parse(String text) {
        try {
            return (ObjectNode) json.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The stored settings are no JSON object", e);
        }
    }

    String merge(String current, ObjectNode patch) {
        return text(merge(parse(current), patch));
    }

    String text(ObjectNode settings) {
        String text = settings.toString();
        if (text.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            throw ProblemException.invalid("settings", "must not be longer than " + MAX_BYTES + " bytes");
        }
        requireShortNumbers(settings);
        if (text.contains("\\u0000")) {
            throw ProblemException.invalid("settings", "must not contain the character NUL");
        }
        return text;
    }

    private static void requireShortNumbers(JsonNode node) {
        if (node.isNumber()) {
            BigDecimal number = node.decimalValue();
            if (number.precision() + Math.abs((long) number.scale()) > MAX_DIGITS) {
                throw ProblemException.invalid(
                        "settings", "must not contain a number of more than " + MAX_DIGITS + " digits");
            }
        }
        node.forEach(Settings::requireShortNumbers);
    }

    private static ObjectNode merge(ObjectNode target, ObjectNode patch) {
        patch.properties().forEach(field -> mergeField(target, field.getKey(), field.getValue()));
        return target;
    }

    private static void mergeField(ObjectNode target, String name, JsonNode value) {
        if (value.isNull()) {
            target.remove(name);
        } else if (value instanceof ObjectNode patch) {
            ObjectNode inner = target.get(name) instanceof ObjectNode present ? present : target.objectNode();
            target.set(name, merge(inner, patch));
        } else {
            target.set(name, value);
        }
    }
}
