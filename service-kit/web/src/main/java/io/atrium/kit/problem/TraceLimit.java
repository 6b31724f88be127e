package io.atrium.kit.problem;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * How many failures of a kind are logged with their stacks: so many a minute, the rest in one line at its end. A kind is
 * a type of failure and where it was thrown; beyond {@value #MAX_KINDS} in one minute, all others are one.
 */
final class TraceLimit {

    static final int PER_MINUTE = 20;

    private static final Logger LOG = Logger.getLogger(TraceLimit.class);
    private static final int MAX_KINDS = 64;
    private static final String OTHERS = "other failures";

    private final Map<String, Integer> seen = new HashMap<>();
    private final Executor inAMinute;
    private final Consumer<String> lines;

    TraceLimit() {
        this(CompletableFuture.delayedExecutor(1, TimeUnit.MINUTES), LOG::error);
    }

    TraceLimit(Executor inAMinute, Consumer<String> lines) {
        this.inAMinute = inAMinute;
        this.lines = lines;
    }

    /** Whether this one is to be logged; it is counted either way. */
    boolean admits(@Nullable Throwable failure) {
        String kind = kind(failure);
        synchronized (this) {
            if (seen.isEmpty()) {
                inAMinute.execute(this::end);
            }
            String counted = seen.containsKey(kind) || seen.size() < MAX_KINDS ? kind : OTHERS;
            return seen.merge(counted, 1, Integer::sum) <= PER_MINUTE;
        }
    }

    private static String kind(@Nullable Throwable failure) {
        if (failure == null) {
            return "failures without a cause";
        }
        StackTraceElement[] stack = failure.getStackTrace();
        return failure.getClass().getName() + (stack.length == 0 ? "" : " at " + stack[0]);
    }

    private void end() {
        Map<String, Integer> over;
        synchronized (this) {
            over = new HashMap<>(seen);
            seen.clear();
        }
        over.forEach((kind, count) -> {
            if (count > PER_MINUTE) {
                lines.accept("%d more within a minute: %s".formatted(count - PER_MINUTE, kind));
            }
        });
    }
}
