package io.atrium.kit.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.atrium.kit.json.JsonParsers;
import io.atrium.kit.request.RequestKey;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Renders problems, for JAX-RS and for plain Vert.x handlers alike. */
public final class Problems {
    public static final String MEDIA_TYPE = "application/problem+json";

    /** The request's id. */
    public static final RequestKey<String> REQUEST_ID = RequestKey.of("request-id");

    /** The code of the problem that the request was answered with. */
    public static final RequestKey<ErrorCode> CODE = RequestKey.of("problem-code");

    /** The path template of the operation, once it is known. */
    public static final RequestKey<String> TEMPLATE = RequestKey.of("path-template");

    private static final ObjectWriter WRITER = JsonParsers.mapper().build().writerFor(Problem.class);

    private Problems() {}

    /** The id of the request, or an empty string before one is given. */
    public static String requestId(RoutingContext context) {
        return REQUEST_ID.getOrDefault(context, "");
    }

    /** Ends the reply with the problem; does nothing when the reply has already begun. */
    public static void write(RoutingContext context, ErrorCode code, @Nullable String detail) {
        CODE.put(context, code);
        write(context, Problem.of(code, detail, context.request().path(), requestId(context)), Map.of());
    }

    /** Ends the reply with the problem, its violations and its {@code Retry-After}. */
    public static void write(RoutingContext context, ProblemException problem) {
        write(
                context,
                of(problem, context),
                headers(problem.code(), problem.retryAfter().orElse(null)));
    }

    static Problem of(ProblemException problem, RoutingContext context) {
        CODE.put(context, problem.code());
        return Problem.of(
                problem.code(), problem.detail(), context.request().path(), requestId(context), problem.errors());
    }

    static Response response(Problem problem, Map<String, String> headers) {
        Response.ResponseBuilder reply =
                Response.status(problem.status()).type(MEDIA_TYPE).entity(json(problem));
        challenge(problem, headers).forEach(reply::header);
        return reply.build();
    }

    static Map<String, String> headers(ErrorCode code, @Nullable Duration retryAfter) {
        Map<String, String> headers = new TreeMap<>();
        if (retryAfter != null) {
            headers.put(
                    "Retry-After",
                    Long.toString(Math.max(1, retryAfter.plusMillis(999).toSeconds())));
        } else if (code.status() == 503) {
            headers.put("Retry-After", "1");
        }
        return headers;
    }

    private static void write(RoutingContext context, Problem problem, Map<String, String> headers) {
        HttpServerResponse reply = context.response();
        if (reply.ended() || reply.headWritten()) {
            return;
        }
        reply.setStatusCode(problem.status()).putHeader("Content-Type", MEDIA_TYPE);
        challenge(problem, headers).forEach(reply::putHeader);
        reply.end(json(problem));
    }

    private static Map<String, String> challenge(Problem problem, Map<String, String> headers) {
        Map<String, String> all = new TreeMap<>(headers);
        if (problem.status() == 401) {
            all.putIfAbsent("WWW-Authenticate", "Bearer error=\"invalid_token\"");
        } else if (problem.status() == 403) {
            all.putIfAbsent("WWW-Authenticate", "Bearer error=\"insufficient_scope\"");
        } else if (problem.status() == 503) {
            all.putIfAbsent("Retry-After", "1");
        }
        return all;
    }

    private static String json(Problem problem) {
        try {
            return WRITER.writeValueAsString(problem);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A problem always has a JSON form", e);
        }
    }
}
