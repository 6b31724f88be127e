package io.atrium.identity.user;

import io.atrium.kit.database.DatabaseProblems;
import io.atrium.kit.problem.ErrorCode;
import io.atrium.kit.problem.ProblemException;

/** Which constraint a statement met, in the words of the API. */
final class UniqueConstraints {

    private UniqueConstraints() {}

    static Throwable explain(Throwable failure) {
        return switch (DatabaseProblems.constraint(failure).orElse("")) {
            case "login_directory_pkey", "users_email_key" -> addressTaken();
            case "users_username_key" ->
                new ProblemException(ErrorCode.USERNAME_TAKEN, "The organization has a user with this username.");
            default -> failure;
        };
    }

    static void requireFreeAddress(boolean taken) {
        if (taken) {
            throw addressTaken();
        }
    }

    private static ProblemException addressTaken() {
        return new ProblemException(ErrorCode.EMAIL_TAKEN, "A user with this e-mail address exists.");
    }
}
