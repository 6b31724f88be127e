package io.atrium.kit.database;

import com.fasterxml.jackson.core.JacksonException;
import io.atrium.kit.problem.ErrorCode;
import io.atrium.kit.problem.ProblemException;
import io.vertx.pgclient.PgException;
import jakarta.persistence.OptimisticLockException;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.hibernate.JDBCException;
import org.hibernate.StaleStateException;
import org.hibernate.exception.ConstraintViolationException;
import org.jspecify.annotations.Nullable;

/**
 * Maps what the database says to the platform's codes. SQLSTATEs are PostgreSQL's (appendix A of its manual).
 *
 * <p>A lost update is PRECONDITION_FAILED, a full disk STORAGE_EXHAUSTED, a database that is away or too busy
 * SERVICE_UNAVAILABLE, a taken unique value CONFLICT; everything else is nobody's fault but ours.
 */
public final class DatabaseProblems {

    private DatabaseProblems() {}

    /** The SQLSTATE of the PostgreSQL error at the root of a failure. */
    public static Optional<String> sqlState(Throwable failure) {
        return find(failure, PgException.class)
                .map(PgException::getSqlState)
                .or(() -> find(failure, JDBCException.class).map(JDBCException::getSQLState));
    }

    /** The constraint that the failure names, for telling one unique value from another. */
    public static Optional<String> constraint(Throwable failure) {
        return find(failure, PgException.class)
                .map(PgException::getConstraint)
                .or(() -> find(failure, ConstraintViolationException.class)
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
            case PRECONDITION_FAILED -> "Somebody else changed it in the meantime.";
            case CONFLICT -> "A value that must be unique is taken.";
            default -> "The database cannot take this at the moment.";
        };
        ProblemException problem = new ProblemException(code, detail);
        ProblemException told = code.status() == 503 ? problem.withRetryAfter(Duration.ofSeconds(2)) : problem;
        told.initCause(failure);
        return told;
    }

    /** The code a caller is answered with, if the failure is the database's. */
    public static Optional<ErrorCode> codeOf(Throwable failure) {
        if (find(failure, OptimisticLockException.class).isPresent()
                || find(failure, StaleStateException.class).isPresent()) {
            return Optional.of(ErrorCode.PRECONDITION_FAILED);
        }
        Optional<String> state = sqlState(failure);
        if (state.isPresent()) {
            return Optional.ofNullable(codeOfState(state.get()));
        }
        // Jackson's exceptions are IOExceptions too, and no connection that broke
        return find(failure, IOException.class)
                        .filter(io -> !(io instanceof JacksonException))
                        .isPresent()
                ? Optional.of(ErrorCode.SERVICE_UNAVAILABLE)
                : Optional.empty();
    }

    private static @Nullable ErrorCode codeOfState(String state) {
        return switch (state) {
            case "23505" -> ErrorCode.CONFLICT;
            case "53100" -> ErrorCode.STORAGE_EXHAUSTED;
            case "40001", "40P01", "53200", "53300", "57014", "57P01", "57P02", "57P03", "55P03" ->
                ErrorCode.SERVICE_UNAVAILABLE;
            default -> state.startsWith("08") ? ErrorCode.SERVICE_UNAVAILABLE : null;
        };
    }

    private static <T> Optional<T> find(Throwable failure, Class<T> type) {
        Set<Throwable> seen = new HashSet<>();
        for (Throwable t = failure; t != null && seen.add(t); t = t.getCause()) {
            if (type.isInstance(t)) {
                return Optional.of(type.cast(t));
            }
        }
        return Optional.empty();
    }
}
