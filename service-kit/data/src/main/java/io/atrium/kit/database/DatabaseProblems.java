package io.atrium.kit.database;

import io.atrium.kit.problem.ErrorCode;
import io.atrium.kit.problem.ProblemException;
import io.vertx.pgclient.PgException;
import jakarta.persistence.OptimisticLockException;
import java.time.Duration;
import java.util.Optional;
import org.hibernate.JDBCException;
import org.hibernate.StaleStateException;
import org.hibernate.exception.ConstraintViolationException;

/**
 * Maps failures of the database to the platform's error codes. The SQLSTATEs are PostgreSQL's (appendix A of its
 * manual).
 *
 * <p>A lost update is CONFLICT: 412 is for a condition that the request carries, and such a one is checked on a locked row
 * before. A full disk is STORAGE_EXHAUSTED, a database that is away or too busy SERVICE_UNAVAILABLE, a taken unique value
 * CONFLICT; everything else is nobody's fault but ours.
 */
public final class DatabaseProblems {

    private DatabaseProblems() {}

    /** The SQLSTATE of the PostgreSQL error at the root of a failure. */
    public static Optional<String> sqlState(Throwable failure) {
        return Causes.find(failure, PgException.class)
                .map(PgException::getSqlState)
                .or(() -> Causes.find(failure, JDBCException.class).map(JDBCException::getSQLState));
    }

    /** The constraint that the failure names, for telling one unique value from another. */
    public static Optional<String> constraint(Throwable failure) {
        return Causes.find(failure, PgException.class)
                .map(PgException::getConstraint)
                .or(() -> Causes.find(failure, ConstraintViolationException.class)
                        .map(ConstraintViolationException::getConstraintName));
    }

    /** Whether a unique constraint refused the row. */
    public static boolean isUniqueViolation(Throwable failure) {
        return sqlState(failure).filter("23505"::equals).isPresent();
    }

    /** The failure as a problem when it is the database's, itself otherwise. */
    public static Throwable problemOf(Throwable failure) {
        if (failure instanceof ProblemException) {
            return failure;
        }
        return codeOf(failure).<Throwable>map(code -> problem(code, failure)).orElse(failure);
    }

    private static ProblemException problem(ErrorCode code, Throwable failure) {
        String detail = switch (code) {
            case CONFLICT ->
                isLostUpdate(failure)
                        ? "The resource was changed by another request at the same time. Send the request again."
                        : "A value that must be unique is taken.";
            default -> "The database cannot take this at the moment.";
        };
        ProblemException problem = new ProblemException(code, detail);
        ProblemException told = code.status() == 503 ? problem.withRetryAfter(Duration.ofSeconds(2)) : problem;
        told.initCause(failure);
        return told;
    }

    /** The code a caller is answered with, if the failure is the database's. */
    public static Optional<ErrorCode> codeOf(Throwable failure) {
        if (isLostUpdate(failure)) {
            return Optional.of(ErrorCode.CONFLICT);
        }
        String state = sqlState(failure).orElse("");
        if (state.equals("23505")) {
            return Optional.of(ErrorCode.CONFLICT);
        }
        if (state.equals("53100")) {
            return Optional.of(ErrorCode.STORAGE_EXHAUSTED);
        }
        return Outages.isOutage(failure) || Outages.isOfShare(failure)
                ? Optional.of(ErrorCode.SERVICE_UNAVAILABLE)
                : Optional.empty();
    }

    private static boolean isLostUpdate(Throwable failure) {
        return Causes.find(failure, OptimisticLockException.class).isPresent()
                || Causes.find(failure, StaleStateException.class).isPresent();
    }
}
