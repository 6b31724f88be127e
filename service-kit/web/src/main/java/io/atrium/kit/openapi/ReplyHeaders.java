package io.atrium.kit.openapi;

import io.atrium.kit.documentation.Examples;
import io.atrium.kit.http.Versioned;
import io.atrium.kit.ratelimit.ExemptPaths;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem.HttpMethod;
import org.eclipse.microprofile.openapi.models.headers.Header;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.jboss.jandex.DotName;

/** The headers of answers: the request's id on all, limits on what is counted, ETag, Location, Retry-After. */
final class ReplyHeaders {

    private static final DotName VERSIONED = DotName.createSimple(Versioned.class);
    private static final String REQUEST_ID = "X-Request-Id";
    private static final String RETRY_AFTER = "Retry-After";
    private static final String POLICY = "RateLimit-Policy";
    private static final String STATE = "RateLimit";
    private static final String ETAG = "ETag";
    private static final String LOCATION = "Location";
    private static final String CHALLENGE = "WWW-Authenticate";

    private ReplyHeaders() {}

    static void declare(Components components) {
        components
                .addHeader(
                        REQUEST_ID,
                        text(
                                        "Id of the request, by which its lines are found in the logs",
                                        64,
                                        "^[A-Za-z0-9._-]{8,64}$")
                                .example(Examples.REQUEST_ID))
                .addHeader(
                        RETRY_AFTER,
                        OASFactory.createHeader()
                                .description("Seconds until the request may be sent again")
                                .schema(OASFactory.createSchema()
                                        .type(List.of(Schema.SchemaType.INTEGER))
                                        .format("int32")
                                        .minimum(BigDecimal.ONE)
                                        .maximum(BigDecimal.valueOf(Integer.MAX_VALUE)))
                                .example(12))
                .addHeader(
                        POLICY,
                        text(
                                        "Each limit with its quota q in w seconds"
                                                + " (draft-ietf-httpapi-ratelimit-headers); on every answer that is"
                                                + " counted",
                                        1024,
                                        "^\"[a-z-]+\";q=[0-9]+;w=[0-9]+(, \"[a-z-]+\";q=[0-9]+;w=[0-9]+)*$")
                                .example("\"caller\";q=100;w=60, \"organization\";q=1000;w=60"))
                .addHeader(
                        STATE,
                        text(
                                        "Of each limit, how much remains (r) and in how many seconds there is more (t);"
                                                + " on every answer that is counted",
                                        1024,
                                        "^\"[a-z-]+\";r=[0-9]+;t=[0-9]+(, \"[a-z-]+\";r=[0-9]+;t=[0-9]+)*$")
                                .example("\"caller\";r=57;t=12, \"organization\";r=931;t=3"))
                .addHeader(
                        ETAG,
                        text("Entity tag of the version, for If-Match and If-None-Match", 14, "^\"v[0-9]+\"$")
                                .example(Examples.ETAG))
                .addHeader(LOCATION, location())
                .addHeader(
                        CHALLENGE,
                        text("What is wrong with the token (RFC 6750)", 200, "^Bearer ")
                                .example("Bearer error=\"invalid_token\""));
    }

    private static Header location() {
        return OASFactory.createHeader()
                .description("Address of what was made")
                .schema(OASFactory.createSchema()
                        .type(List.of(Schema.SchemaType.STRING))
                        .format("uri")
                        .maxLength(2048))
                .example("http://localhost:8000/api/v1/users/" + Examples.USER_ID);
    }

    static void apply(OpenAPI api, String path, HttpMethod method, Operation operation, DocumentedRecords records) {
        boolean counted = !ExemptPaths.contains(path) && !ByHand.is(operation);
        operation.getResponses().getAPIResponses().forEach((status, response) -> {
            if (response.getRef() != null) {
                return;
            }
            add(response, REQUEST_ID);
            if (counted) {
                add(response, POLICY);
                add(response, STATE);
            }
            ofStatus(status, response);
            if (status.equals(ConditionalReads.NOT_MODIFIED)
                    || status.startsWith("2") && isVersioned(response, records)) {
                add(response, ETAG);
            }
            if (status.equals("201") && hasMember(api, path)) {
                add(response, LOCATION);
            }
        });
    }

    /** Those of a problem among the components. 413 and 415 are answered before a request is counted. */
    static void ofProblem(String status, APIResponse response) {
        add(response, REQUEST_ID);
        if (!List.of("413", "415", "default").contains(status)) {
            add(response, POLICY);
            add(response, STATE);
        }
        ofStatus(status, response);
    }

    /** Those of a problem of a route that the callers' limits do not count. */
    static void ofUncounted(String status, APIResponse response) {
        add(response, REQUEST_ID);
        ofStatus(status, response);
    }

    private static void ofStatus(String status, APIResponse response) {
        if (status.equals("401") || status.equals("403")) {
            add(response, CHALLENGE);
        }
        if (status.equals("429") || status.equals("503")) {
            add(response, RETRY_AFTER);
        }
    }

    /** Whether the body of an answer has a version. */
    static boolean isVersioned(APIResponse response, DocumentedRecords records) {
        return Schemas.of(response.getContent())
                .map(Schemas::referred)
                .filter(Objects::nonNull)
                .flatMap(records::of)
                .anyMatch(type -> type.interfaceNames().contains(VERSIONED));
    }

    /** Whether what is made below a path has an address of its own. */
    private static boolean hasMember(OpenAPI api, String path) {
        return api.getPaths().getPathItems().containsKey((path.endsWith("/") ? path : path + "/") + "{id}");
    }

    private static void add(APIResponse response, String name) {
        if (response.getHeaders() == null || !response.getHeaders().containsKey(name)) {
            response.addHeader(name, OASFactory.createHeader().ref(name));
        }
    }

    private static Header text(String description, int most, String pattern) {
        return OASFactory.createHeader()
                .description(description)
                .schema(OASFactory.createSchema()
                        .type(List.of(Schema.SchemaType.STRING))
                        .maxLength(most)
                        .pattern(pattern));
    }
}
