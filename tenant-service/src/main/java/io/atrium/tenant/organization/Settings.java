package io.atrium.tenant.organization;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.atrium.kit.json.StoredLength;
import io.atrium.kit.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;

/**
 * An organization's settings: a JSON object of at most 16 KiB as it is stored, with its numbers written out, changed by
 * JSON Merge Patch (RFC 7396).
 */
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

    /** The settings with the patch. Those that are too long already may get shorter step by step. */
    String merge(String current, ObjectNode patch) {
        ObjectNode present = parse(current);
        long longest = Math.max(MAX_BYTES, StoredLength.of(present) - 1);
        return text(merge(present, patch), longest);
    }

    String text(ObjectNode settings) {
        return text(settings, MAX_BYTES);
    }

    private static String text(ObjectNode settings, long longest) {
        requireShortNumbers(settings);
        if (StoredLength.of(settings) > longest) {
            throw ProblemException.invalid(
                    "settings", "must not be longer than " + MAX_BYTES + " bytes, with numbers written out");
        }
        String text = settings.toString();
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
