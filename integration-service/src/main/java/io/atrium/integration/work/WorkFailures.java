package io.atrium.integration.work;

import io.atrium.kit.database.DatabaseProblems;
import io.atrium.kit.problem.ErrorCode;
import io.atrium.kit.problem.ProblemException;
import java.time.Duration;
import java.util.Optional;

/** Tells a failure of the work from one of the database around it. */
final class WorkFailures {

    private static final int STEPS = 20;

    private WorkFailures() {}

    /** Whether the database is away, too busy or full: work that waits for it has not failed. */
    static boolean isOutage(Throwable failure) {
        Optional<ErrorCode> code = failure instanceof ProblemException problem
                ? Optional.of(problem.code())
                : DatabaseProblems.codeOf(failure);
        return code.filter(known -> known == ErrorCode.SERVICE_UNAVAILABLE || known == ErrorCode.STORAGE_EXHAUSTED)
                .isPresent();
    }

    /** Exponential, up to the longest. */
    static Duration delay(WorkConfig config, int failures) {
        long ceiling = config.failureDelay().toMillis() << Math.min(Math.max(failures - 1, 0), STEPS);
        return Duration.ofMillis(Math.min(config.longestFailureDelay().toMillis(), ceiling));
    }
}
