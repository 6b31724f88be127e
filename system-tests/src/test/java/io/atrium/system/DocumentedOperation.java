package io.atrium.system;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** An operation of an OpenAPI 3.1 document: which replies it says that there are. */
final class DocumentedOperation {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String REFERENCE = "$ref";
    private static final String COMPONENTS = "#/components";
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

    /**
     * What any route may answer before its operation is reached, 403 to a page of another origin: documented once, as
     * {@code default}.
     */
    private static final Set<Integer> EVERYWHERE =
            Set.of(400, 403, 405, 406, 408, 413, 414, 415, 429, 431, 500, 502, 503, 504);

    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            builder -> builder.schemaRegistryConfig(
                    SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));

    private final String name;
    private final String method;
    private final Pattern path;
    private final int variables;
    private final JsonNode responses;
    private final JsonNode components;
    private final Map<JsonNode, Schema> schemas;

    private DocumentedOperation(
            String method, String template, JsonNode responses, JsonNode components, Map<JsonNode, Schema> schemas) {
        this.name = method + " " + template;
        this.method = method;
        this.path = Pattern.compile(template.replaceAll("\\{[^}]*}", "[^/]+"));
        this.variables = template.split("\\{", -1).length;
        this.responses = responses;
        this.components = components;
        this.schemas = schemas;
    }

    /** Every operation of a document. Objects are closed: a property that no schema names is a fault. */
    static List<DocumentedOperation> all(JsonNode document) {
        JsonNode components = document.path("components");
        ClosedSchemas.close(document);
        // compiling one reads all components, and most replies of a document share few
        Map<JsonNode, Schema> schemas = new ConcurrentHashMap<>();
        List<DocumentedOperation> operations = new ArrayList<>();
        for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
            for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
                if (METHODS.contains(operation.getKey())) {
                    operations.add(new DocumentedOperation(
                            operation.getKey().toUpperCase(Locale.ROOT),
                            path.getKey(),
                            operation.getValue().path("responses"),
                            components,
                            schemas));
                }
            }
        }
        return operations;
    }

    /** Method and path template. */
    String name() {
        return name;
    }

    boolean matches(String asked, String target) {
        return method.equals(asked) && path.matcher(target).matches();
    }

    int variables() {
        return variables;
    }

    /** What a reply has that the document has not, each a line. */
    List<String> faults(int status, @Nullable String contentType, String body) {
        String reply = name + " " + status + ": ";
        JsonNode response = response(Integer.toString(status));
        if (response.isMissingNode()) {
            if (!EVERYWHERE.contains(status)) {
                return List.of(reply + "the status is not documented");
            }
            response = response("default");
        }
        JsonNode content = response.path("content");
        if (body.isEmpty()) {
            return content.isEmpty() ? List.of() : List.of(reply + "documented with a body, and came without");
        }
        String type = contentType == null ? "" : contentType.split(";", 2)[0].strip();
        JsonNode schema = content.path(type).path("schema");
        if (schema.isMissingNode()) {
            return List.of(reply + "the content type " + type + " is not documented");
        }
        return type.endsWith("json") ? invalid(reply, schema, body) : List.of();
    }

    /** As the operation has it, or the component that it refers to. */
    private JsonNode response(String status) {
        JsonNode response = responses.path(status);
        return response.has(REFERENCE)
                ? components.at(response.path(REFERENCE).asText().substring(COMPONENTS.length()))
                : response;
    }

    private List<String> invalid(String reply, JsonNode schema, String body) {
        try {
            Schema compiled = schemas.computeIfAbsent(schema, this::compiled);
            return compiled.validate(JSON.readTree(body)).stream()
                    .map(error -> reply + told(error))
                    .distinct()
                    .toList();
        } catch (JsonProcessingException e) {
            return List.of(reply + "the body is no JSON");
        }
    }

    /** Items of a list all have the same fault. */
    private static String told(Error error) {
        return error.getInstanceLocation().toString().replaceAll("/\\d+(?=/|$)", "/*") + ": " + error.getMessage();
    }

    private Schema compiled(JsonNode schema) {
        ObjectNode root = schema.deepCopy();
        root.set("components", components);
        return REGISTRY.getSchema(root);
    }
}
