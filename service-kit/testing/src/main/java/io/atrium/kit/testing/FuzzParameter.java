package io.atrium.kit.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A parameter of a query.
 *
 * @param type and {@code format} as OpenAPI names them
 * @param choices what it may be; empty when it is free
 */
record FuzzParameter(String name, String type, String format, List<String> choices) {

    private static final String TIME = "2000-01-01T00:00:00Z";

    FuzzParameter {
        choices = List.copyOf(choices);
    }

    static List<FuzzParameter> of(JsonNode document, JsonNode operation) {
        List<FuzzParameter> parameters = new ArrayList<>();
        for (JsonNode parameter : operation.path("parameters")) {
            if ("query".equals(parameter.path("in").asText())) {
                parameters.add(of(parameter.path("name").asText(), resolved(document, parameter.path("schema"))));
            }
        }
        return parameters;
    }

    private static FuzzParameter of(String name, JsonNode schema) {
        List<String> choices = new ArrayList<>();
        schema.path("enum").forEach(choice -> choices.add(choice.asText()));
        JsonNode type = schema.path("type");
        return new FuzzParameter(
                name,
                type.isArray() ? type.path(0).asText() : type.asText(),
                schema.path("format").asText(),
                choices);
    }

    private static JsonNode resolved(JsonNode document, JsonNode schema) {
        JsonNode reference = schema.path("$ref");
        return reference.isTextual() ? document.at(reference.asText().substring(1)) : schema;
    }

    boolean isCursor() {
        return "cursor".equals(name);
    }

    boolean isLimit() {
        return "limit".equals(name);
    }

    /** A value that is valid; for a cursor none is. */
    String good() {
        if (!choices.isEmpty()) {
            return choices.get(0);
        }
        return isLimit() || "integer".equals(type) ? "1" : "date-time".equals(format) ? TIME : "x";
    }

    /** Whether a hostile value may be taken: free text may be anything but NUL, everything else only itself. */
    boolean mayTake(String value) {
        if (value.isEmpty()) {
            return true;
        }
        if (value.indexOf('\0') >= 0 || isCursor() || isLimit() || "integer".equals(type)) {
            return false;
        }
        if ("date-time".equals(format)) {
            return HostileValues.TIMES.contains(value);
        }
        return choices.isEmpty() || choices.contains(value.toUpperCase(Locale.ROOT)) || choices.contains(value);
    }
}
