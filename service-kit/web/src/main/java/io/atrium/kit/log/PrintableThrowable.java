package io.atrium.kit.log;

import io.atrium.kit.wire.Printable;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An exception as it is logged: its class, its stack and its causes, each message made printable. */
final class PrintableThrowable extends Throwable {

    private static final long serialVersionUID = 1L;
    private static final int DEEPEST = 32;

    private final String text;

    private PrintableThrowable(Throwable original, @Nullable Throwable cause) {
        super(original.getMessage(), cause, true, true);
        this.text = Printable.line(original.toString());
        setStackTrace(original.getStackTrace());
    }

    /** Whether a message in the chain, the suppressed ones included, is not printable. */
    static boolean isNeededFor(Throwable thrown) {
        return isNeededFor(thrown, seen());
    }

    static PrintableThrowable of(Throwable thrown) {
        return of(thrown, seen());
    }

    private static boolean isNeededFor(@Nullable Throwable thrown, Set<Throwable> seen) {
        if (thrown == null || seen.size() > DEEPEST || !seen.add(thrown)) {
            return false;
        }
        String text = thrown.toString();
        if (!Printable.line(text).equals(text) || isNeededFor(thrown.getCause(), seen)) {
            return true;
        }
        for (Throwable suppressed : thrown.getSuppressed()) {
            if (isNeededFor(suppressed, seen)) {
                return true;
            }
        }
        return false;
    }

    private static PrintableThrowable of(Throwable thrown, Set<Throwable> seen) {
        seen.add(thrown);
        Throwable cause = thrown.getCause();
        PrintableThrowable copy = new PrintableThrowable(thrown, copied(cause, seen));
        for (Throwable suppressed : thrown.getSuppressed()) {
            PrintableThrowable part = copied(suppressed, seen);
            if (part != null) {
                copy.addSuppressed(part);
            }
        }
        return copy;
    }

    /** Null for what is shown already, and past the depth that is shown. */
    private static @Nullable PrintableThrowable copied(@Nullable Throwable thrown, Set<Throwable> seen) {
        return thrown == null || seen.size() > DEEPEST || seen.contains(thrown) ? null : of(thrown, seen);
    }

    private static Set<Throwable> seen() {
        return Collections.newSetFromMap(new IdentityHashMap<>());
    }

    @Override
    public String toString() {
        return text;
    }
}
