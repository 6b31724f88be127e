package io.atrium.kit.problem;

import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.StreamResetException;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.SocketException;
import java.nio.channels.ClosedChannelException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Problems for what fails outside of any resource: unknown paths, bodies over the limit, plain handlers. */
@ApplicationScoped
public class RouterFailures {
    private static final Logger LOG = Logger.getLogger(RouterFailures.class);
    private static final int[] STATUSES = {400, 401, 403, 404, 405, 406, 413, 414, 415, 500, 503};

    void register(@Observes Router router) {
        router.route().order(Integer.MIN_VALUE).handler(RoutingContext::next).failureHandler(RouterFailures::write);
        for (int status : STATUSES) {
            router.errorHandler(status, RouterFailures::write);
        }
    }

    /** The connection broke while the request was read: nobody is left to answer. */
    private static boolean isGoneClient(@Nullable Throwable failure) {
        return failure instanceof SocketException
                || failure instanceof ClosedChannelException
                || failure instanceof HttpClosedException
                || failure instanceof StreamResetException;
    }

    private static void write(RoutingContext context) {
        if (context.response().ended()) {
            return;
        }
        Throwable failure = context.failure();
        if (isGoneClient(failure)) {
            LOG.debugf(
                    "%s %s: the client is gone: %s",
                    context.request().method(), context.request().path(), failure);
            return;
        }
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
        Problems.write(context, code, null);
    }
}
