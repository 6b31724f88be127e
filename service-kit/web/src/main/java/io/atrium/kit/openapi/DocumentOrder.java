package io.atrium.kit.openapi;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.tags.Tag;

/** Puts a document in one order, whatever order classes were found in, and takes out what nothing refers to. */
final class DocumentOrder {

    private static final String RESPONSE = "#/components/responses/";
    private static final String HEADER = "#/components/headers/";

    private DocumentOrder() {}

    static void apply(OpenAPI api) {
        api.getPaths().setPathItems(sorted(api.getPaths().getPathItems()));
        if (api.getTags() != null) {
            api.setTags(api.getTags().stream()
                    .sorted(Comparator.comparing(Tag::getName))
                    .toList());
        }
        List<Operation> operations = new ArrayList<>();
        Schemas.forEachOperation(api, (path, method, operation) -> operations.add(operation));
        operations.forEach(operation -> operation
                .getResponses()
                .setAPIResponses(sorted(operation.getResponses().getAPIResponses())));
        Components components = api.getComponents();
        if (operations.stream().allMatch(operation -> operation.getSecurity().isEmpty())) {
            components.setSecuritySchemes(null);
        }
        components.setResponses(
                kept(components.getResponses(), references(responses(operations), APIResponse::getRef, RESPONSE)));
        List<APIResponse> responses = Stream.concat(
                        responses(operations).stream(), components.getResponses().values().stream())
                .toList();
        components.setHeaders(kept(
                components.getHeaders(),
                references(
                        responses.stream()
                                .map(APIResponse::getHeaders)
                                .filter(Objects::nonNull)
                                .flatMap(headers -> headers.values().stream())
                                .toList(),
                        header -> header.getRef(),
                        HEADER)));
        components.setSchemas(kept(
                components.getSchemas(),
                Schemas.reachable(components.getSchemas(), schemas(components, operations, responses))));
    }

    private static List<APIResponse> responses(List<Operation> operations) {
        return operations.stream()
                .flatMap(operation -> operation.getResponses().getAPIResponses().values().stream())
                .toList();
    }

    private static List<Schema> schemas(
            Components components, List<Operation> operations, List<APIResponse> responses) {
        Stream<Schema> sent = operations.stream()
                .map(Operation::getRequestBody)
                .filter(Objects::nonNull)
                .flatMap(body -> Schemas.of(body.getContent()));
        Stream<Schema> parameters = operations.stream()
                .flatMap(operation -> Optional.ofNullable(operation.getParameters()).orElse(List.of()).stream())
                .map(Parameter::getSchema)
                .filter(Objects::nonNull);
        Stream<Schema> answered = responses.stream().flatMap(response -> Schemas.of(response.getContent()));
        return Stream.of(sent, parameters, answered).flatMap(each -> each).toList();
    }

    private static <T> Set<String> references(
            Collection<T> elements, java.util.function.Function<T, String> reference, String prefix) {
        return elements.stream()
                .map(reference)
                .filter(each -> each != null && each.startsWith(prefix))
                .map(each -> each.substring(prefix.length()))
                .collect(Collectors.toSet());
    }

    private static <T> Map<String, T> kept(Map<String, T> components, Set<String> used) {
        Map<String, T> kept = sorted(components);
        kept.keySet().retainAll(used);
        return kept;
    }

    private static <T> Map<String, T> sorted(Map<String, T> components) {
        return new LinkedHashMap<>(new TreeMap<>(components));
    }
}
