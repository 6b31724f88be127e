package io.atrium.kit.testing;

import static io.restassured.RestAssured.given;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Holds the OpenAPI document of the running service against what its readers and client generators count on. */
public final class OpenApiCheck {

    private static final Pattern SNAKE_CASE = Pattern.compile("[a-z][a-z0-9]*(_[a-z0-9]+)*");
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");
    private static final Set<String> WITHOUT_TOKEN = Set.of(
            "/.well-known/", "/api/v1/auth/login", "/api/v1/auth/refresh", "/api/v1/auth/register", "/api/v1/health");

    private final JsonNode document;
    private final List<String> violations = new ArrayList<>();

    OpenApiCheck(JsonNode document) {
        this.document = document;
    }

    /** Reads {@code /q/openapi} of the service under test and fails with every violation, one a line. */
    public static void verify() {
        String text = given().queryParam("format", "json")
                .get("/q/openapi")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        List<String> violations = new OpenApiCheck(parse(text)).violations();
        if (!violations.isEmpty()) {
            throw new AssertionError("The OpenAPI document falls short:\n  " + String.join("\n  ", violations));
        }
    }

    /** Every violation as a sentence that begins with what it is about. */
    List<String> violations() {
        for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
            for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
                if (METHODS.contains(operation.getKey())) {
                    check(path.getKey(), operation.getKey() + " " + path.getKey(), operation.getValue());
                }
            }
        }
        for (Map.Entry<String, JsonNode> schema :
                document.path("components").path("schemas").properties()) {
            if (schema.getKey().startsWith("JsonNode")) {
                violations.add("schema " + schema.getKey() + ": the library's own type, not a shape");
            }
            for (Map.Entry<String, JsonNode> property :
                    schema.getValue().path("properties").properties()) {
                require(
                        SNAKE_CASE.matcher(property.getKey()).matches(),
                        "schema " + schema.getKey() + ": " + property.getKey() + " is not in snake_case");
            }
        }
        violations.addAll(PreconditionRules.violations(document.path("paths")));
        requirePatterns(document);
        requireServer(document.path("servers"));
        return List.copyOf(violations);
    }

    private void check(String path, String name, JsonNode operation) {
        require(!path.startsWith("/internal"), name + ": internal");
        require(operation.hasNonNull("summary"), name + ": no summary");
        require(operation.hasNonNull("description"), name + ": no description");
        require(operation.hasNonNull("operationId"), name + ": no operationId");
        for (JsonNode requirement : operation.path("security")) {
            require(requirement.path("bearer").isEmpty(), name + ": roles as scopes");
        }
        requireExamples(name, operation.path("requestBody").path("content"));
        require(!operation.path("tags").isEmpty(), name + ": no tag");
        boolean open = operation.path("security").isArray()
                && operation.path("security").isEmpty();
        require(
                open
                        || !operation.path("security").isEmpty()
                        || WITHOUT_TOKEN.stream().anyMatch(path::startsWith),
                name + ": nothing on the token it asks for");
        boolean success = false;
        for (Map.Entry<String, JsonNode> response : operation.path("responses").properties()) {
            String code = response.getKey();
            JsonNode content = response.getValue().path("content");
            if (code.startsWith("2")) {
                success = true;
                require("204".equals(code) || !content.isEmpty(), name + ": no schema for " + code);
                requireExamples(name + " " + code, content);
            } else if (code.startsWith("4") || code.startsWith("5") || "default".equals(code)) {
                require(
                        content.has("application/problem+json")
                                || content.has("application/json")
                                || response.getValue().has("$ref"),
                        name + ": no schema for " + code);
            }
        }
        require(success, name + ": no success");
    }

    private void requireExamples(String name, JsonNode content) {
        for (Map.Entry<String, JsonNode> type : content.properties()) {
            require(
                    type.getValue().has("example") || type.getValue().has("examples"),
                    name + ": no example of " + type.getKey());
        }
    }

    private void requireServer(JsonNode servers) {
        require(
                servers.size() == 1 && servers.path(0).hasNonNull("description"),
                "servers: not the public address alone");
    }

    private void requirePatterns(JsonNode node) {
        for (String pattern : node.findValuesAsText("pattern")) {
            EcmaPattern.fault(pattern).ifPresent(fault -> violations.add("pattern " + pattern + ": " + fault));
        }
    }

    private void require(boolean holds, String violation) {
        if (!holds) {
            violations.add(violation);
        }
    }

    private static JsonNode parse(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError("The OpenAPI document is no JSON", e);
        }
    }
}
