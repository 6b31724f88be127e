package io.atrium.local.deployment.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** The schemas of custom resources, as their projects publish them. An API server drops unknown members; here they fail. */
final class CustomResourceSchemas {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    private static final List<String> EXTENSIONS =
            List.of("x-kubernetes-int-or-string", "x-kubernetes-preserve-unknown-fields", "example");

    private CustomResourceSchemas() {}

    static List<String> faults(JsonNode resource) {
        String file = "/crds/%s_%s.json"
                .formatted(
                        resource.path("apiVersion").asText().replace('/', '_'),
                        resource.path("kind").asText());
        return schema(file).validate(resource).stream().map(Error::toString).toList();
    }

    private static Schema schema(String file) {
        try (InputStream in = CustomResourceSchemas.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new AssertionError("No schema " + file);
            }
            JsonNode schema = JSON.readTree(in);
            // metadata is Kubernetes' own
            schema.path("properties").forEach(CustomResourceSchemas::close);
            return SCHEMAS.getSchema(schema);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Refuses members that are not named, and leaves out the keywords that JSON Schema does not know. */
    private static void close(JsonNode node) {
        if (node instanceof ObjectNode schema) {
            if (schema.path("properties").isObject()
                    && !schema.has("additionalProperties")
                    && !schema.path("x-kubernetes-preserve-unknown-fields").asBoolean()) {
                schema.put("additionalProperties", false);
            }
            schema.remove(EXTENSIONS);
        }
        node.forEach(CustomResourceSchemas::close);
    }
}
