package io.atrium.identity.user;

import io.atrium.kit.problem.ErrorCode;
import io.atrium.kit.problem.ProblemException;
import io.vertx.pgclient.PgException;
import org.jspecify.annotations.Nullable;

/** Which constraint a statement met, in the words of the API. */
final class UniqueConstraints {

    private static final String UNIQUE_VIOLATION = "23505";
    private static final int DEPTH = 10;

    private UniqueConstraints() {}

    static Throwable explain(Throwable failure) {
        String constraint = violated(failure);
        if (constraint == null) {
            return failure;
        }
        return switch (constraint) {
            case "login_directory_pkey", "users_email_key" ->
                new ProblemException(ErrorCode.EMAIL_TAKEN, "A user with this e-mail address exists.");
            case "users_username_key" ->
                new ProblemException(ErrorCode.USERNAME_TAKEN, "The organization has a user with this username.");
            default -> failure;
        };
    }

    private static @Nullable String violated(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEPTH; depth++) {
            if (cause instanceof PgException pg) {
                return UNIQUE_VIOLATION.equals(pg.getSqlState()) ? pg.getConstraint() : null;
            }
            cause = cause.getCause();
        }
        return null;
    }
}
