package io.atrium.kit.log;

import java.util.Optional;
import java.util.logging.LogRecord;
import org.jspecify.annotations.Nullable;

/**
 * A service that refuses to start for a setting says so in one line: which class found it, and how it came to be called,
 * tells an operator nothing.
 */
final class StartFailure {

    private static final String FAILED = "Failed to start application";
    private static final String OWN = "io.atrium.";
    private static final int DEEPEST = 32;

    private StartFailure() {}

    /** What our own code found, if that is why the service does not start. */
    static Optional<String> reason(LogRecord record) {
        Throwable thrown = record.getThrown();
        if (thrown == null
                || record.getMessage() == null
                || !record.getMessage().startsWith(FAILED)) {
            return Optional.empty();
        }
        Throwable root = root(thrown);
        boolean refusal = root instanceof IllegalStateException || root instanceof IllegalArgumentException;
        StackTraceElement[] stack = root.getStackTrace();
        return refusal && stack.length > 0 && stack[0].getClassName().startsWith(OWN)
                ? Optional.ofNullable(root.getMessage())
                : Optional.empty();
    }

    private static Throwable root(Throwable thrown) {
        Throwable root = thrown;
        @Nullable Throwable cause = thrown.getCause();
        for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
            root = cause;
            cause = root.getCause();
        }
        return root;
    }
}
