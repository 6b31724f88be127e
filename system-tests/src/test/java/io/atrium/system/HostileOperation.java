package io.atrium.system;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * An operation as a document tells it: what a caller can send.
 *
 * @param name method and path template
 * @param parameters by {@code path}, {@code query} and {@code header}, their names
 * @param bodies a good body for each media type; empty when the operation takes none
 * @param fields where in a JSON body a value can stand, of those that the schema or the example has
 */
record HostileOperation(
        String name,
        String method,
        String template,
        Map<String, List<String>> parameters,
        Map<String, JsonNode> bodies,
        List<String> fields) {

    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");
    private static final int DEEPEST = 4;

    HostileOperation {
        parameters = Map.copyOf(parameters);
        bodies = Map.copyOf(bodies);
        fields = List.copyOf(fields);
    }

    List<String> parameters(String in) {
        return parameters.getOrDefault(in, List.of());
    }

    /** Every operation of a document, in its order. */
    static List<HostileOperation> all(JsonNode document) {
        List<HostileOperation> operations = new ArrayList<>();
        for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
            for (Map.Entry<String, JsonNode> method : path.getValue().properties()) {
                if (METHODS.contains(method.getKey())) {
                    operations.add(of(document, path.getKey(), path.getValue(), method.getKey()));
                }
            }
        }
        return operations;
    }

    private static HostileOperation of(JsonNode document, String template, JsonNode item, String method) {
        JsonNode operation = item.path(method);
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        for (JsonNode owner : List.of(item, operation)) {
            for (JsonNode reference : owner.path("parameters")) {
                JsonNode parameter = resolved(document, reference);
                parameters
                        .computeIfAbsent(parameter.path("in").asText(), in -> new ArrayList<>())
                        .add(parameter.path("name").asText());
            }
        }
        Map<String, JsonNode> bodies = new LinkedHashMap<>();
        Set<String> fields = new LinkedHashSet<>();
        for (Map.Entry<String, JsonNode> content :
                operation.path("requestBody").path("content").properties()) {
            JsonNode example = content.getValue().path("example");
            if (example.isMissingNode()) {
                throw new AssertionError(method + " " + template + " has no example of its " + content.getKey());
            }
            bodies.put(content.getKey(), example);
            if (example.isContainerNode()) {
                addExample(fields, "", example);
                addSchema(document, fields, "", content.getValue().path("schema"), 0);
            }
        }
        String upper = method.toUpperCase(Locale.ROOT);
        return new HostileOperation(upper + " " + template, upper, template, parameters, bodies, List.copyOf(fields));
    }

    private static void addExample(Set<String> fields, String at, JsonNode value) {
        if (!at.isEmpty()) {
            fields.add(at);
        }
        value.properties().forEach(member -> addExample(fields, at + "/" + member.getKey(), member.getValue()));
        if (value.isArray() && !value.isEmpty()) {
            addExample(fields, at + "/0", value.path(0));
        }
    }

    private static void addSchema(JsonNode document, Set<String> fields, String at, JsonNode reference, int depth) {
        JsonNode schema = resolved(document, reference);
        if (depth > DEEPEST) {
            return;
        }
        for (String choice : List.of("anyOf", "oneOf", "allOf")) {
            schema.path(choice).forEach(part -> addSchema(document, fields, at, part, depth + 1));
        }
        for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
            String field = at + "/" + property.getKey().replace("~", "~0").replace("/", "~1");
            fields.add(field);
            addSchema(document, fields, field, property.getValue(), depth + 1);
        }
        if (schema.path("additionalProperties").isObject()
                || schema.path("additionalProperties").asBoolean()) {
            fields.add(at + "/hostile");
        }
    }

    private static JsonNode resolved(JsonNode document, JsonNode node) {
        JsonNode reference = node.path("$ref");
        return reference.isTextual()
                ? document.at(JsonPointer.compile(reference.asText().substring(1)))
                : node;
    }

    /** A good body, of any type, or nothing. */
    JsonNode good() {
        return bodies.values().stream()
                .filter(JsonNode::isContainerNode)
                .findFirst()
                .orElse(MissingNode.getInstance());
    }
}
