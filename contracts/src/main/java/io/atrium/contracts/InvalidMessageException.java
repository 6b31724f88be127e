package io.atrium.contracts;

import org.jspecify.annotations.Nullable;

/** The data of a message has not the form that its type says. */
public class InvalidMessageException extends Exception {
    private static final long serialVersionUID = 1L;

    InvalidMessageException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
