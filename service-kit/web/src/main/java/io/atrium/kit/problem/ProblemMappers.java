package io.atrium.kit.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.vertx.ext.web.RoutingContext;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.CharConversionException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.ClientWebApplicationException;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** The one set of mappers: every exception that leaves a resource becomes a problem. */
public class ProblemMappers {
    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

    @ServerExceptionMapper
    public Response problem(ProblemException failure, RoutingContext context) {
        FailureLog.problem(failure, context);
        if (failure.code().status() == 403) {
            PathTemplates.keep(context);
        }
        return Problems.response(
                Problems.of(failure, context),
                Problems.headers(failure.code(), failure.retryAfter().orElse(null)));
    }

    @ServerExceptionMapper
    public Response unauthenticated(AuthenticationFailedException failure, RoutingContext context) {
        return problem(cause(failure).orElseGet(ProblemMappers::unauthenticated), context);
    }

    @ServerExceptionMapper
    public Response unauthorized(UnauthorizedException failure, RoutingContext context) {
        return problem(unauthenticated(), context);
    }

    @ServerExceptionMapper
    public Response forbidden(ForbiddenException failure, RoutingContext context) {
        return problem(new ProblemException(ErrorCode.FORBIDDEN, "The caller's role does not allow this."), context);
    }

    @ServerExceptionMapper
    public Response violations(ConstraintViolationException failure, RoutingContext context) {
        if (failure.getConstraintViolations().stream().anyMatch(ProblemMappers::isOfReturnValue)) {
            return unknown(failure, context);
        }
        List<Violation> errors = failure.getConstraintViolations().stream()
                .map(violation -> new Violation(FieldNames.of(violation.getPropertyPath()), violation.getMessage()))
                .sorted(Comparator.comparing(Violation::field).thenComparing(Violation::message))
                .toList();
        return problem(
                new ProblemException(ErrorCode.VALIDATION_FAILED, "A field is not valid.").withErrors(errors), context);
    }

    /** Bytes that look like another charset, which the parser then guesses: it says so with no exception of its own. */
    @ServerExceptionMapper
    public Response charset(CharConversionException failure, RoutingContext context) {
        return problem(new ProblemException(ErrorCode.MALFORMED_REQUEST, "The body is not valid JSON."), context);
    }

    /** An exponent beyond what a number can have; of the parser's alone, others are defects of ours. */
    @ServerExceptionMapper
    public Response number(NumberFormatException failure, RoutingContext context) {
        StackTraceElement[] trace = failure.getStackTrace();
        return trace.length > 0 && trace[0].getClassName().startsWith("com.fasterxml.jackson.core.")
                ? problem(new ProblemException(ErrorCode.MALFORMED_REQUEST, "The body has an invalid number."), context)
                : unknown(failure, context);
    }

    @ServerExceptionMapper
    public Response json(JsonProcessingException failure, RoutingContext context) {
        return problem(JsonProblems.of(failure), context);
    }

    /** Quarkus brings its own mapper for this very class, so the general one above is not enough. */
    @ServerExceptionMapper
    public Response mismatch(MismatchedInputException failure, RoutingContext context) {
        return problem(JsonProblems.of(failure), context);
    }

    @ServerExceptionMapper
    public Response upstream(ClientWebApplicationException failure, RoutingContext context) {
        return problem(
                new ProblemException(
                        ErrorCode.UPSTREAM_FAILED,
                        "A called service answered " + failure.getResponse().getStatus() + "."),
                context);
    }

    @ServerExceptionMapper
    public Response web(WebApplicationException failure, RoutingContext context) {
        if (failure.getCause() instanceof JsonProcessingException json) {
            return json(json, context);
        }
        int status = failure.getResponse().getStatus();
        if (status < 400) {
            return failure.getResponse();
        }
        if (status >= 500) {
            return unknown(failure, context);
        }
        ErrorCode code = ErrorCode.ofStatus(status);
        Object allow = failure.getResponse().getHeaders().getFirst(HttpHeaders.ALLOW);
        return Problems.response(
                Problem.of(code, null, context.request().path(), Problems.requestId(context)),
                allow == null ? Map.of() : Map.of(HttpHeaders.ALLOW, allow.toString()));
    }

    /** Whatever nobody expected: opaque to the client, once in the log under the request's id. */
    @ServerExceptionMapper
    public Response unknown(Throwable failure, RoutingContext context) {
        Optional<ProblemException> problem = cause(failure);
        if (problem.isPresent()) {
            return problem(problem.get(), context);
        }
        if (context.response().ended()) {
            // the server has answered on its own, a body over the limit with a bare 413
            LOG.debugf(failure, "A request failed after its reply was sent");
            return Response.status(context.response().getStatusCode()).build();
        }
        FailureLog.unknown(failure, context);
        return Problems.response(
                Problem.of(ErrorCode.INTERNAL_ERROR, null, context.request().path(), Problems.requestId(context)),
                Map.of());
    }

    static Optional<ProblemException> cause(Throwable failure) {
        Throwable current = failure;
        for (int depth = 0; current != null && depth < 8; depth++) {
            if (current instanceof ProblemException problem) {
                return Optional.of(problem);
            }
            current = current.getCause();
        }
        return Optional.empty();
    }

    private static ProblemException unauthenticated() {
        return new ProblemException(ErrorCode.UNAUTHENTICATED, "A valid bearer token is required.");
    }

    private static boolean isOfReturnValue(ConstraintViolation<?> violation) {
        for (Path.Node node : violation.getPropertyPath()) {
            if (node.getKind() == ElementKind.RETURN_VALUE) {
                return true;
            }
        }
        return false;
    }
}
