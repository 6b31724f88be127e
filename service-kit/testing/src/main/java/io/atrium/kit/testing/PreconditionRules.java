package io.atrium.kit.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;

/**
 * The conditional requests of an OpenAPI document (RFC 9110, section 13): what is read with an {@code ETag} can be read
 * with {@code If-None-Match}, and every change of it takes {@code If-Match}.
 */
final class PreconditionRules {

    private static final Set<String> CHANGES = Set.of("put", "patch", "delete");
    private static final Set<String> METHODS = Set.of("put", "patch", "delete", "post");

    private PreconditionRules() {}

    /** Every violation as a sentence that begins with the operation. */
    static List<String> violations(JsonNode paths) {
        List<String> violations = new ArrayList<>();
        for (Map.Entry<String, JsonNode> path : paths.properties()) {
            JsonNode read = path.getValue().path("get");
            boolean versioned = hasTag(read, "200");
            if (versioned && !(takes(read, "If-None-Match") && hasTag(read, "304"))) {
                violations.add("get " + path.getKey() + ": an ETag without If-None-Match and 304");
            }
            for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
                String method = operation.getKey();
                boolean changes = versioned && CHANGES.contains(method)
                        || METHODS.contains(method) && hasTag(operation.getValue(), "200");
                if (changes && !takes(operation.getValue(), "If-Match")) {
                    violations.add(method + " " + path.getKey() + ": a change of what has an ETag without If-Match");
                }
            }
        }
        return violations;
    }

    private static boolean hasTag(JsonNode operation, String status) {
        return operation.path("responses").path(status).path("headers").has("ETag");
    }

    private static boolean takes(JsonNode operation, String header) {
        return StreamSupport.stream(operation.path("parameters").spliterator(), false)
                .anyMatch(parameter -> parameter.path("in").asText().equals("header")
                        && parameter.path("name").asText().equals(header));
    }
}
