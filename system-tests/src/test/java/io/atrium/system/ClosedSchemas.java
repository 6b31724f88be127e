package io.atrium.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.Set;

/** Makes of schemas that name their properties schemas that allow no others. */
final class ClosedSchemas {

    private static final String REFERENCE = "#/components/schemas/";

    private ClosedSchemas() {}

    /** What is part of an {@code allOf} stays open: its whole has properties that it does not know. */
    static void close(JsonNode document) {
        Set<String> parts = new HashSet<>();
        for (JsonNode all : document.findValues("allOf")) {
            all.forEach(part -> parts.add(part.path("$ref").asText()));
        }
        document.path("components").path("schemas").properties().forEach(schema -> {
            if (!parts.contains(REFERENCE + schema.getKey())) {
                closeAll(schema.getValue());
            }
        });
        closeAll(document.path("paths"));
    }

    private static void closeAll(JsonNode node) {
        if (node instanceof ObjectNode schema
                && schema.path("properties").isObject()
                && !schema.has("additionalProperties")
                && !schema.has("allOf")) {
            schema.put("additionalProperties", false);
        }
        node.forEach(ClosedSchemas::closeAll);
    }
}
