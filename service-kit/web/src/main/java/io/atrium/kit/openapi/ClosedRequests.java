package io.atrium.kit.openapi;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema;

/** What is only sent takes no other properties than its own: services answer 400 UNKNOWN_PROPERTY. */
final class ClosedRequests {

    private ClosedRequests() {}

    static void apply(OpenAPI api) {
        Map<String, Schema> components = api.getComponents().getSchemas();
        if (components == null) {
            return;
        }
        Set<String> requests = names(api);
        components.forEach((name, schema) -> {
            if (requests.contains(name)
                    && schema.getProperties() != null
                    && schema.getAdditionalPropertiesBoolean() == null) {
                schema.setAdditionalPropertiesBoolean(false);
            }
        });
    }

    /** The components that requests are made of, and no answer. */
    static Set<String> names(OpenAPI api) {
        Map<String, Schema> components = api.getComponents().getSchemas();
        if (components == null) {
            return Set.of();
        }
        List<Operation> operations = api.getPaths().getPathItems().values().stream()
                .flatMap(path -> path.getOperations().values().stream())
                .toList();
        Set<String> sent = new HashSet<>(Schemas.reachable(
                components,
                operations.stream()
                        .filter(operation -> operation.getRequestBody() != null)
                        .flatMap(operation ->
                                Schemas.of(operation.getRequestBody().getContent()))
                        .collect(Collectors.toList())));
        sent.removeAll(Schemas.reachable(
                components,
                operations.stream()
                        .filter(operation -> operation.getResponses() != null)
                        .flatMap(operation -> operation.getResponses().getAPIResponses().values().stream())
                        .flatMap(response -> Schemas.of(response.getContent()))
                        .collect(Collectors.toList())));
        return sent;
    }
}
