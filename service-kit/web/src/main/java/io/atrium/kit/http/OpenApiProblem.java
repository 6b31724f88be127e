package io.atrium.kit.http;

import java.util.List;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;

/** {@link io.atrium.kit.problem.Problem} as OpenAPI documents it. */
final class OpenApiProblem {

    static final String NAME = "Problem";
    private static final String MEDIA_TYPE = "application/problem+json";

    private OpenApiProblem() {}

    static Content content() {
        return OASFactory.createContent()
                .addMediaType(
                        MEDIA_TYPE,
                        OASFactory.createMediaType()
                                .schema(OASFactory.createSchema().ref(NAME)));
    }

    static Schema schema() {
        Schema violation = object().addProperty("field", string("Path of the field in snake_case"))
                .addProperty("message", string("What is wrong with it"))
                .required(List.of("field", "message"));
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
                                .items(violation))
                .required(List.of("type", "title", "status", "code"));
    }

    private static Schema object() {
        return OASFactory.createSchema().type(List.of(Schema.SchemaType.OBJECT));
    }

    private static Schema string(String description) {
        return OASFactory.createSchema().type(List.of(Schema.SchemaType.STRING)).description(description);
    }
}
