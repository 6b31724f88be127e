package io.atrium.kit.problem;

import io.vertx.ext.web.RoutingContext;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * What of a failed request is logged. A client's error at DEBUG; a refusal on purpose, that is a 503 which no failure
 * caused, in one WARN line a second for each kind; everything else at ERROR, once, under the request's id.
 */
final class FailureLog {

    private static final Logger LOG = Logger.getLogger(FailureLog.class);
    private static final RefusalLog REFUSALS = new RefusalLog();

    private FailureLog() {}

    static void problem(ProblemException failure, RoutingContext context) {
        int status = failure.code().status();
        if (status < 500) {
            LOG.debugf("%s %s", failure.code(), failure.detail());
        } else if (status == 503 && failure.getCause() == null) {
            REFUSALS.refused(failure.code(), failure.detail(), Problems.requestId(context));
        } else {
            LOG.errorf(
                    failure.getCause(),
                    "%s %s (request %s)",
                    failure.code(),
                    failure.detail(),
                    Problems.requestId(context));
        }
    }

    /** What failed outside of any resource. */
    static void status(ErrorCode code, @Nullable Throwable failure, RoutingContext context) {
        if (code.status() == 503 && (failure == null || failure.getCause() == null)) {
            REFUSALS.refused(code, code.title(), Problems.requestId(context));
        } else if (code.status() >= 500) {
            LOG.errorf(
                    failure,
                    "%s %s failed (request %s)",
                    context.request().method(),
                    context.request().path(),
                    Problems.requestId(context));
        }
    }
}
