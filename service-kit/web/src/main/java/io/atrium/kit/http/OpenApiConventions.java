package io.atrium.kit.http;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;

/** Documents what all services share: the problem schema on every operation; internal routes stay out. */
@OpenApiFilter(OpenApiFilter.RunStage.BUILD)
public class OpenApiConventions implements OASFilter {
    private static final String PROBLEM = "Problem";
    private static final String PROBLEM_MEDIA_TYPE = "application/problem+json";

    @Override
    public void filterOpenAPI(OpenAPI api) {
        if (api.getComponents() == null) {
            api.setComponents(OASFactory.createComponents());
        }
        api.getComponents().addSchema(PROBLEM, problem());
        if (api.getPaths() == null || api.getPaths().getPathItems() == null) {
            return;
        }
        for (Map.Entry<String, PathItem> path :
                Map.copyOf(api.getPaths().getPathItems()).entrySet()) {
            if (path.getKey().startsWith("/internal")) {
                api.getPaths().removePathItem(path.getKey());
            } else {
                path.getValue().getOperations().values().forEach(OpenApiConventions::addProblem);
            }
        }
    }

    private static void addProblem(Operation operation) {
        APIResponses responses =
                operation.getResponses() == null ? OASFactory.createAPIResponses() : operation.getResponses();
        APIResponse reply = OASFactory.createAPIResponse()
                .description("A problem (RFC 9457)")
                .content(OASFactory.createContent()
                        .addMediaType(
                                PROBLEM_MEDIA_TYPE,
                                OASFactory.createMediaType()
                                        .schema(OASFactory.createSchema().ref(PROBLEM))));
        responses.addAPIResponse("default", reply);
        operation.setResponses(responses);
    }

    private static Schema problem() {
        Schema violation = object().addProperty("field", string("Path of the field in snake_case"))
                .addProperty("message", string("What is wrong with it"));
        return object().description("An error, RFC 9457")
                .addProperty("type", string("URN of the kind of problem"))
                .addProperty("title", string("The same for every occurrence"))
                .addProperty("status", OASFactory.createSchema().type(List.of(Schema.SchemaType.INTEGER)))
                .addProperty("code", string("Stable name, A–Z and underscore"))
                .addProperty("detail", string("What happened this time"))
                .addProperty("instance", string("Path of the request"))
                .addProperty("request_id", string("Id of the request, as in X-Request-Id"))
                .addProperty(
                        "errors",
                        OASFactory.createSchema()
                                .type(List.of(Schema.SchemaType.ARRAY))
                                .items(violation));
    }

    private static Schema object() {
        return OASFactory.createSchema().type(List.of(Schema.SchemaType.OBJECT));
    }

    private static Schema string(String description) {
        return OASFactory.createSchema().type(List.of(Schema.SchemaType.STRING)).description(description);
    }
}
