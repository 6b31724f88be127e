package io.atrium.kit.openapi;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import io.quarkus.smallrye.openapi.OpenApiFilter.RunStage;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.jboss.jandex.IndexView;

/**
 * Adds to a service's document what follows from rules, after the annotations and {@code META-INF} were read and
 * before the document is stored. No rule overrides what a resource declares itself.
 */
@OpenApiFilter(stages = RunStage.BUILD)
public class OpenApiConventions implements OASFilter {

    private static final String INTERNAL = "/internal";

    private final DocumentedRecords records;

    /** @param index of the application's classes */
    public OpenApiConventions(IndexView index) {
        this.records = new DocumentedRecords(index);
    }

    @Override
    public void filterOpenAPI(OpenAPI api) {
        if (api.getComponents() == null) {
            api.setComponents(OASFactory.createComponents());
        }
        removeInternal(api);
        Nullability.apply(api, records);
        ClosedRequests.apply(api);
        ProblemSchema.declare(api.getComponents());
        ReplyHeaders.declare(api.getComponents());
        SharedProblems.declare(api.getComponents());
        Schemas.forEachOperation(api, (path, method, operation) -> {
            Roles.describe(operation);
            ConditionalReads.apply(method, operation, records);
            Parameters.complete(operation);
            SharedProblems.apply(path, operation);
            ReplyHeaders.apply(api, path, method, operation, records);
        });
        FieldRules.apply(api);
        ComposedExamples.apply(api);
        Schemas.forEachOperation(api, (path, method, operation) -> ByHand.forget(operation));
        DocumentOrder.apply(api);
    }

    private static void removeInternal(OpenAPI api) {
        if (api.getPaths() == null || api.getPaths().getPathItems() == null) {
            api.setPaths(OASFactory.createPaths());
            return;
        }
        for (Map.Entry<String, PathItem> path :
                Map.copyOf(api.getPaths().getPathItems()).entrySet()) {
            if (path.getKey().startsWith(INTERNAL)) {
                api.getPaths().removePathItem(path.getKey());
            }
        }
    }
}
