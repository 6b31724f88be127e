package io.atrium.kit.openapi;

import io.atrium.kit.problem.ErrorCode;
import io.atrium.kit.ratelimit.ExemptPaths;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;
import org.jspecify.annotations.Nullable;

/**
 * The problems that follow from a path, a body, a filter, a precondition, a token or a limit, each once among the
 * components. What an operation documents under the same status stays.
 */
final class SharedProblems {

    private static final Pattern CODE = Pattern.compile("[A-Z][A-Z_]+[A-Z]");

    /** What the generator says of them, which gives way. */
    private static final List<String> GENERATED = List.of("Bad Request", "Not Authorized", "Not Allowed");

    private static final Map<String, Shared> BY_STATUS = Map.ofEntries(
            Map.entry("400", new Shared("BadRequest", ErrorCode.MALFORMED_REQUEST, """
                    `MALFORMED_REQUEST`: the request cannot be read, or a header comes twice; `UNKNOWN_PROPERTY`: the \
                    body has a property that is not documented; `ORGANIZATION_REQUIRED`: a SUPER_ADMIN names no \
                    organization for what the platform organization has nothing of""")),
            Map.entry("401", new Shared("Unauthenticated", ErrorCode.UNAUTHENTICATED, """
                    `UNAUTHENTICATED`: no access token, or none that is valid""")),
            Map.entry("403", new Shared("Forbidden", ErrorCode.FORBIDDEN, """
                    `FORBIDDEN`: not with the caller's role; `ORGANIZATION_SUSPENDED`: nothing is done for the \
                    organization""")),
            Map.entry("404", new Shared("NotFound", ErrorCode.NOT_FOUND, """
                    `NOT_FOUND`: there is none, or none that is the caller's to see; X-Organization-Id names no \
                    organization""")),
            Map.entry("412", new Shared("PreconditionFailed", ErrorCode.PRECONDITION_FAILED, """
                    `PRECONDITION_FAILED`: it is not, or no longer, one that If-Match names, or is one that \
                    If-None-Match names""")),
            Map.entry("413", new Shared("PayloadTooLarge", ErrorCode.PAYLOAD_TOO_LARGE, """
                    `PAYLOAD_TOO_LARGE`: the body has more than 1 MiB""")),
            Map.entry("415", new Shared("UnsupportedMediaType", ErrorCode.UNSUPPORTED_MEDIA_TYPE, """
                    `UNSUPPORTED_MEDIA_TYPE`: Content-Type is none of the documented ones in UTF-8, or there is a \
                    Content-Encoding""")),
            Map.entry("422", new Shared("ValidationFailed", ErrorCode.VALIDATION_FAILED, """
                    `VALIDATION_FAILED`: `errors` names each field""")),
            Map.entry("429", new Shared("RateLimited", ErrorCode.RATE_LIMITED, """
                    `RATE_LIMITED`: the caller's, the organization's or the operation's limit is reached""")),
            Map.entry("500", new Shared("InternalError", ErrorCode.INTERNAL_ERROR, """
                    `INTERNAL_ERROR`: a fault of the platform, in its log under the request's id""")),
            Map.entry("503", new Shared("Unavailable", ErrorCode.SERVICE_UNAVAILABLE, """
                    `SERVICE_UNAVAILABLE`, `STORAGE_EXHAUSTED`, `NOT_READY`: nothing was done; send it again after \
                    Retry-After""")),
            Map.entry("default", new Shared("OtherProblem", ErrorCode.METHOD_NOT_ALLOWED, """
                    Any other problem, as 405, 406, 408, 414, 431, or 502 and 504 of the gateway""")));

    private SharedProblems() {}

    private record Shared(String name, ErrorCode example, String description) {}

    static void declare(Components components) {
        if (components.getResponses() != null) {
            components.getResponses().values().forEach(SharedProblems::completeGiven);
        }
        BY_STATUS.forEach((status, shared) -> {
            APIResponse response = OASFactory.createAPIResponse()
                    .description(shared.description)
                    .content(ProblemSchema.content(shared.example));
            ReplyHeaders.ofProblem(status, response);
            components.addResponse(shared.name, response);
        });
    }

    static void apply(String path, Operation operation) {
        APIResponses responses =
                Optional.ofNullable(operation.getResponses()).orElseGet(OASFactory::createAPIResponses);
        operation.setResponses(responses);
        boolean body = operation.getRequestBody() != null;
        boolean guarded = !operation.getSecurity().isEmpty();
        if (!ByHand.is(operation)) {
            add(responses, "400", true);
            add(responses, "401", guarded);
            add(responses, "403", guarded);
            add(responses, "404", path.contains("{") || has(operation, Parameter.In.HEADER, Roles.ORGANIZATION));
            add(responses, "412", has(operation, Parameter.In.HEADER, Parameters.IF_MATCH));
            add(responses, "413", body);
            add(responses, "415", body);
            add(responses, "422", body || has(operation, Parameter.In.QUERY, null));
            add(responses, "429", !ExemptPaths.contains(path));
        }
        add(responses, "500", true);
        add(responses, "503", true);
        add(responses, "default", true);
        responses.getAPIResponses().forEach(SharedProblems::complete);
    }

    private static void add(APIResponses responses, String status, boolean when) {
        APIResponse given = responses.getAPIResponse(status);
        Shared shared = BY_STATUS.get(status);
        if (when && shared != null && (given == null || GENERATED.contains(given.getDescription()))) {
            responses.addAPIResponse(status, OASFactory.createAPIResponse().ref(shared.name));
        }
    }

    /** A problem of an operation's own gets the schema, and an example of the first code that it names. */
    private static void complete(String status, APIResponse response) {
        boolean isError = status.startsWith("4") || status.startsWith("5");
        if (isError && response.getRef() == null && response.getContent() == null) {
            response.setContent(code(status, response.getDescription())
                    .map(ProblemSchema::content)
                    .orElseGet(ProblemSchema::content));
        }
    }

    /** Of a problem that is written by hand among the components, the codes of its description say the status. */
    private static void completeGiven(APIResponse response) {
        if (response.getContent() == null) {
            codes(response.getDescription()).findFirst().ifPresent(code -> {
                response.setContent(ProblemSchema.content(code));
                ReplyHeaders.ofUncounted(Integer.toString(code.status()), response);
            });
        }
    }

    private static Optional<ErrorCode> code(String status, @Nullable String description) {
        return codes(description)
                .filter(code -> status.equals(Integer.toString(code.status())))
                .findFirst()
                .or(() -> Optional.of(ErrorCode.ofStatus(Integer.parseInt(status))));
    }

    private static Stream<ErrorCode> codes(@Nullable String description) {
        return CODE.matcher(description == null ? "" : description)
                .results()
                .flatMap(name -> Arrays.stream(ErrorCode.values())
                        .filter(code -> code.name().equals(name.group())));
    }

    private static boolean has(Operation operation, Parameter.In in, @Nullable String name) {
        return operation.getParameters() != null
                && operation.getParameters().stream()
                        .anyMatch(parameter -> parameter.getIn() == in
                                && (name == null || name.equalsIgnoreCase(parameter.getName())));
    }
}
