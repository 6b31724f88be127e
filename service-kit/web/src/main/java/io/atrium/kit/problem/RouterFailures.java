package io.atrium.kit.problem;

import io.quarkus.runtime.configuration.MemorySize;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Problems for what fails outside of any resource: unknown paths, bodies over the limit, plain handlers. */
@ApplicationScoped
public class RouterFailures {
    private static final int[] STATUSES = {400, 401, 403, 404, 405, 406, 413, 414, 415, 500, 503};

    private final long maxBody;

    public RouterFailures(@ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize maxBody) {
        this.maxBody = maxBody.asLongValue();
    }

    void register(@Observes Router router) {
        router.route().order(Integer.MIN_VALUE).handler(RoutingContext::next).failureHandler(this::write);
        for (int status : STATUSES) {
            router.errorHandler(status, this::write);
        }
    }

    private void write(RoutingContext context) {
        if (context.response().ended()) {
            return;
        }
        Throwable failure = context.failure();
        if (failure != null) {
            var problem = ProblemMappers.cause(failure);
            if (problem.isPresent()) {
                FailureLog.problem(problem.get(), context);
                Problems.write(context, problem.get());
                return;
            }
        }
        int status = failure instanceof io.vertx.ext.web.handler.HttpException http
                ? http.getStatusCode()
                : context.statusCode() < 400 ? 500 : context.statusCode();
        ErrorCode code = ErrorCode.ofStatus(status);
        FailureLog.status(code, failure, context);
        String detail = null;
        if (code == ErrorCode.PAYLOAD_TOO_LARGE) {
            context.response().putHeader("Connection", "close");
            detail = "At most " + maxBody + " bytes are accepted.";
        }
        Problems.write(context, code, detail);
    }
}
