package io.atrium.kit.http;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;
import org.jspecify.annotations.Nullable;

/**
 * Documents what all services share, so that a resource documents what is its own: the problems that follow from a
 * path, a body, a filter, a precondition or a token, all of one schema; internal routes stay out.
 */
@OpenApiFilter(OpenApiFilter.RunStage.BUILD)
public class OpenApiConventions implements OASFilter {

    @Override
    public void filterOpenAPI(OpenAPI api) {
        if (api.getComponents() == null) {
            api.setComponents(OASFactory.createComponents());
        }
        api.getComponents().addSchema(OpenApiProblem.NAME, OpenApiProblem.schema());
        OpenApiRateLimit.declare(api.getComponents());
        if (api.getPaths() == null || api.getPaths().getPathItems() == null) {
            return;
        }
        for (Map.Entry<String, PathItem> path :
                Map.copyOf(api.getPaths().getPathItems()).entrySet()) {
            if (path.getKey().startsWith("/internal")) {
                api.getPaths().removePathItem(path.getKey());
            } else {
                path.getValue().getOperations().values().forEach(operation -> complete(path.getKey(), operation));
            }
        }
    }

    private static void complete(String path, Operation operation) {
        APIResponses responses =
                Optional.ofNullable(operation.getResponses()).orElseGet(OASFactory::createAPIResponses);
        operation.setResponses(responses);
        if (!documentsItself(operation)) {
            addProblems(path, operation, responses);
            OpenApiRateLimit.document(path, responses);
        }
        responses.getAPIResponses().forEach((code, response) -> {
            if (isError(code) && response.getContent() == null) {
                response.setContent(OpenApiProblem.content());
            }
        });
        responses.setDefaultValue(OASFactory.createAPIResponse()
                .description("A problem (RFC 9457)")
                .content(OpenApiProblem.content()));
    }

    /** Written by hand, for a route that takes no token. */
    private static boolean documentsItself(Operation operation) {
        return operation.getSecurity() != null && operation.getSecurity().isEmpty();
    }

    private static void addProblems(String path, Operation operation, APIResponses responses) {
        if (operation.getRequestBody() != null) {
            replace(responses, "400", "Bad Request", "MALFORMED_REQUEST, UNKNOWN_PROPERTY");
            add(responses, "400", "MALFORMED_REQUEST, UNKNOWN_PROPERTY");
        }
        replace(responses, "401", "Not Authorized", "UNAUTHENTICATED: no access token, or none that is valid");
        replace(responses, "403", "Not Allowed", "FORBIDDEN: not with the caller's role");
        if (path.contains("{")) {
            add(responses, "404", "NOT_FOUND: there is none, or none that is the caller's to see");
        }
        if (has(operation, Parameter.In.HEADER, "If-Match")) {
            add(responses, "412", "PRECONDITION_FAILED: it is no longer the one named in If-Match");
        }
        if (operation.getRequestBody() != null || has(operation, Parameter.In.QUERY, null)) {
            add(responses, "422", "VALIDATION_FAILED: errors names each field");
        }
    }

    private static boolean isError(String code) {
        return code.startsWith("4") || code.startsWith("5");
    }

    private static boolean has(Operation operation, Parameter.In in, @Nullable String name) {
        return operation.getParameters() != null
                && operation.getParameters().stream()
                        .anyMatch(parameter -> parameter.getIn() == in
                                && (name == null || name.equalsIgnoreCase(parameter.getName())));
    }

    private static void add(APIResponses responses, String code, String description) {
        if (!responses.hasAPIResponse(code)) {
            responses.addAPIResponse(code, OASFactory.createAPIResponse().description(description));
        }
    }

    /** The generator's words give way to the codes that a client meets. */
    private static void replace(APIResponses responses, String code, String generated, String description) {
        APIResponse response = responses.getAPIResponse(code);
        if (response != null && generated.equals(response.getDescription())) {
            response.setDescription(description);
        }
    }
}
