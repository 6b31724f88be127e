package io.atrium.kit.problem;

import io.vertx.ext.web.RoutingContext;
import java.util.Objects;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * What of a failed request is logged. A client's error at DEBUG; a refusal on purpose and an outage, that is every 503,
 * in one WARN line a second for each kind, without a stack; everything else at ERROR under the request's id, with its
 * stack, as far as {@link TraceLimit} goes: who finds a failure cannot fill the log with it.
 */
final class FailureLog {

    private static final Logger LOG = Logger.getLogger(FailureLog.class);
    private static final RefusalLog REFUSALS = new RefusalLog();
    private static final TraceLimit TRACES = new TraceLimit();
    private static final int DEEPEST = 8;

    private FailureLog() {}

    static void problem(ProblemException failure, RoutingContext context) {
        int status = failure.code().status();
        if (status < 500) {
            LOG.debugf("%s %s", failure.code(), failure.detail());
        } else if (status == 503) {
            LOG.debugf(failure.getCause(), "%s %s", failure.code(), failure.detail());
            REFUSALS.refused(failure.code(), failure.detail() + cause(failure), Problems.requestId(context));
        } else {
            error(failure.getCause(), failure.code() + " " + failure.detail(), context);
        }
    }

    /** What failed outside of any resource. */
    static void status(ErrorCode code, @Nullable Throwable failure, RoutingContext context) {
        if (code.status() == 503) {
            REFUSALS.refused(code, code.title() + (failure == null ? "" : cause(failure)), Problems.requestId(context));
        } else if (code.status() >= 500) {
            unknown(failure, context);
        }
    }

    /** What nobody expected. */
    static void unknown(@Nullable Throwable failure, RoutingContext context) {
        error(
                failure,
                context.request().method() + " "
                        + Objects.requireNonNullElse(context.request().path(), "") + " failed",
                context);
    }

    private static void error(@Nullable Throwable failure, String what, RoutingContext context) {
        if (TRACES.admits(failure)) {
            LOG.errorf(failure, "%s (request %s)", what, Problems.requestId(context));
        }
    }

    /** The type at the root: its words may hold what a caller sent. */
    private static String cause(Throwable failure) {
        Throwable root = failure.getCause();
        for (int depth = 0; root != null && root.getCause() != null && depth < DEEPEST; depth++) {
            root = root.getCause();
        }
        return root == null ? "" : " " + root.getClass().getSimpleName();
    }
}
