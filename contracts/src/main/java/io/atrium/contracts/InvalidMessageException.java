package io.atrium.contracts;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/** The data of a message has not the form that its type says. */
public class InvalidMessageException extends Exception {
    private static final long serialVersionUID = 1L;

    /** What is wrong. */
    public enum Reason {
        /** A member is missing or has another form. */
        MALFORMED,
        /** A member names a value of a list, and the list has none of that name. */
        UNKNOWN_VALUE,
        /** The organization is no UUID. */
        ORGANIZATION
    }

    private final Reason reason;

    InvalidMessageException(String message, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = Reason.MALFORMED;
    }

    InvalidMessageException(Reason reason, String message) {
        super(message);
        this.reason = requireNonNull(reason, "reason");
    }

    public Reason reason() {
        return reason;
    }
}
