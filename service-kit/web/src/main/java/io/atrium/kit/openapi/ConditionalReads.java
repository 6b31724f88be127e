package io.atrium.kit.openapi;

import io.atrium.kit.documentation.Examples;
import java.util.List;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem.HttpMethod;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/** {@code If-None-Match} and 304 of every read whose answer has a version (RFC 9110, section 13.1.2). */
final class ConditionalReads {

    static final String NOT_MODIFIED = "304";
    private static final String OK = "200";

    private ConditionalReads() {}

    static void apply(HttpMethod method, Operation operation, DocumentedRecords records) {
        if (method != HttpMethod.GET || operation.getResponses() == null) {
            return;
        }
        APIResponse found = operation.getResponses().getAPIResponse(OK);
        if (found != null && found.getRef() == null && ReplyHeaders.isVersioned(found, records)) {
            operation.addParameter(OASFactory.createParameter()
                    .name(Parameters.IF_NONE_MATCH)
                    .in(Parameter.In.HEADER)
                    .description(Examples.KNOWN_ETAGS)
                    .example(Examples.ETAG)
                    .schema(OASFactory.createSchema().type(List.of(Schema.SchemaType.STRING))));
            operation
                    .getResponses()
                    .addAPIResponse(
                            NOT_MODIFIED,
                            OASFactory.createAPIResponse()
                                    .description("Not modified: If-None-Match has the version that there is"));
        }
    }
}
