package io.atrium.kit.openapi;

import io.atrium.kit.documentation.Examples;
import io.atrium.kit.problem.ErrorCode;
import io.atrium.kit.problem.Problems;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;

/** {@link io.atrium.kit.problem.Problem} as OpenAPI documents it. */
final class ProblemSchema {

    static final String NAME = "Problem";
    private static final String VIOLATION = "Violation";
    private static final int MAX_ERRORS = 1000;
    private static final int MAX_TEXT = 10_000;

    private ProblemSchema() {}

    static Content content() {
        return OASFactory.createContent()
                .addMediaType(
                        Problems.MEDIA_TYPE,
                        OASFactory.createMediaType()
                                .schema(OASFactory.createSchema().ref(NAME)));
    }

    /** The content with an example of a code. */
    static Content content(ErrorCode code) {
        Content content = content();
        content.getMediaType(Problems.MEDIA_TYPE).setExample(example(code));
        return content;
    }

    private static Map<String, Object> example(ErrorCode code) {
        Map<String, Object> problem = new LinkedHashMap<>();
        problem.put("type", code.type());
        problem.put("title", code.title());
        problem.put("status", code.status());
        problem.put("code", code.name());
        problem.put("instance", "/api/v1/users");
        problem.put("request_id", Examples.REQUEST_ID);
        if (code == ErrorCode.VALIDATION_FAILED) {
            Map<String, Object> violation = new LinkedHashMap<>();
            violation.put("field", "email");
            violation.put("message", "must not be null");
            problem.put("errors", List.of(violation));
        }
        return problem;
    }

    static void declare(Components components) {
        components.addSchema(NAME, problem()).addSchema(VIOLATION, violation());
    }

    private static Schema violation() {
        return object().description("What is wrong with a field")
                .addProperty(
                        "field",
                        text("Path of the field in snake_case; empty for the whole request")
                                .maxLength(MAX_TEXT))
                .addProperty("message", text("What is wrong with it").maxLength(MAX_TEXT))
                .required(List.of("field", "message"));
    }

    private static Schema problem() {
        return object().description("An error, RFC 9457")
                .addProperty(
                        "type", text("URN of the kind of problem").format("uri").maxLength(100))
                .addProperty(
                        "title",
                        text("The same for every occurrence").minLength(1).maxLength(100))
                .addProperty(
                        "status",
                        OASFactory.createSchema()
                                .type(List.of(Schema.SchemaType.INTEGER))
                                .format("int32")
                                .description("The HTTP status")
                                .minimum(BigDecimal.valueOf(400))
                                .maximum(BigDecimal.valueOf(599)))
                .addProperty(
                        "code",
                        text("Stable name of the kind of problem; more can come")
                                .pattern("^[A-Z][A-Z0-9_]*$")
                                .maxLength(64))
                .addProperty("detail", text("What happened this time").maxLength(MAX_TEXT))
                .addProperty(
                        "instance",
                        text("Path of the request").format("uri-reference").maxLength(8192))
                .addProperty(
                        "request_id",
                        text("Id of the request, as in X-Request-Id").maxLength(64))
                .addProperty(
                        "errors",
                        OASFactory.createSchema()
                                .type(List.of(Schema.SchemaType.ARRAY))
                                .description("What is wrong with which field")
                                .maxItems(MAX_ERRORS)
                                .items(OASFactory.createSchema().ref(VIOLATION)))
                .required(List.of("code", "status", "title", "type"));
    }

    private static Schema object() {
        return OASFactory.createSchema().type(List.of(Schema.SchemaType.OBJECT));
    }

    private static Schema text(String description) {
        return OASFactory.createSchema().type(List.of(Schema.SchemaType.STRING)).description(description);
    }
}
