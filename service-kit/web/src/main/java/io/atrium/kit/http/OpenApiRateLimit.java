package io.atrium.kit.http;

import io.atrium.kit.ratelimit.ExemptPaths;
import java.util.List;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.headers.Header;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;

/** The answer 429 of every operation that is counted, with the headers that tell of the limits. */
final class OpenApiRateLimit {

    private static final String STATUS = "429";
    private static final String RETRY_AFTER = "Retry-After";
    private static final String POLICY = "RateLimit-Policy";
    private static final String STATE = "RateLimit";

    private OpenApiRateLimit() {}

    static void declare(Components components) {
        components.addHeader(
                RETRY_AFTER,
                header("Seconds until the request may be sent again", "12")
                        .schema(OASFactory.createSchema()
                                .type(List.of(Schema.SchemaType.INTEGER))
                                .minimum(java.math.BigDecimal.ONE)));
        components.addHeader(
                POLICY,
                header(
                        "Each limit with its quota q in w seconds (draft-ietf-httpapi-ratelimit-headers); on every"
                                + " answer that is counted",
                        "\"caller\";q=100;w=60, \"organization\";q=1000;w=60"));
        components.addHeader(
                STATE,
                header(
                        "Of each limit, how much remains (r) and in how many seconds there is more (t); on every answer"
                                + " that is counted",
                        "\"caller\";r=57;t=12, \"organization\";r=931;t=3"));
    }

    static void document(String path, APIResponses responses) {
        if (ExemptPaths.contains(path) || responses.hasAPIResponse(STATUS)) {
            return;
        }
        responses.addAPIResponse(
                STATUS,
                OASFactory.createAPIResponse()
                        .description(
                                "RATE_LIMITED: the caller's, the organization's or the operation's limit is reached")
                        .addHeader(RETRY_AFTER, OASFactory.createHeader().ref(RETRY_AFTER))
                        .addHeader(POLICY, OASFactory.createHeader().ref(POLICY))
                        .addHeader(STATE, OASFactory.createHeader().ref(STATE)));
    }

    private static Header header(String description, String example) {
        return OASFactory.createHeader()
                .description(description)
                .schema(OASFactory.createSchema().type(List.of(Schema.SchemaType.STRING)))
                .example(example);
    }
}
