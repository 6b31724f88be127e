package io.atrium.local.console;

import io.atrium.kit.embedded.EmbeddedException;
import java.util.concurrent.CompletionException;

/** Failures as one clear line for the person at the terminal. */
public final class Failures {

    private Failures() {}

    public static String line(Throwable failure) {
        Throwable cause = failure.getCause();
        if (failure instanceof CompletionException && cause != null) {
            return line(cause);
        }
        String message = failure.getMessage();
        if (message == null) {
            return failure.toString();
        }
        if (message.contains("No space left on device")) {
            return "The disk is full: " + message;
        }
        boolean written = failure instanceof PlatformException || failure instanceof EmbeddedException;
        return written ? message : failure.toString();
    }
}
