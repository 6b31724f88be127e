package io.atrium.kit.topics;

import org.jspecify.annotations.Nullable;

/** The topics cannot be read or created; the message is one clear sentence, fit to be shown as it is. */
public final class TopicsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    TopicsException(String message) {
        this(message, null);
    }

    TopicsException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
