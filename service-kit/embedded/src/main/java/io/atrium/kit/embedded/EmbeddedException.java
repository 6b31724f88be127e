package io.atrium.kit.embedded;

import org.jspecify.annotations.Nullable;

/** An embedded part cannot start or work; the message is one clear sentence, fit to be shown as it is. */
public class EmbeddedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public EmbeddedException(String message) {
        this(message, null);
    }

    public EmbeddedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
