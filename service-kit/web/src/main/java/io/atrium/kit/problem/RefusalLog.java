package io.atrium.kit.problem;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * The log of what is refused on purpose, such as work beyond a bounded queue: for each kind at most one WARN line a
 * second, which tells how many requests it stands for. The line comes at the end of its second, so that no request is
 * left out. Kinds are code and detail; beyond {@value #MAX_KINDS} in one second, the code alone.
 */
final class RefusalLog {

    private static final Logger LOG = Logger.getLogger(RefusalLog.class);
    private static final int MAX_KINDS = 64;

    private final ConcurrentMap<String, Second> open = new ConcurrentHashMap<>();
    private final Executor inASecond;
    private final Consumer<String> lines;

    RefusalLog() {
        this(CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS), LOG::warn);
    }

    RefusalLog(Executor inASecond, Consumer<String> lines) {
        this.inASecond = inASecond;
        this.lines = lines;
    }

    private record Second(String firstRequest, int count) {

        Second next() {
            return new Second(firstRequest, count + 1);
        }
    }

    void refused(ErrorCode code, String detail, String requestId) {
        String kind = code + " " + detail;
        count(open.containsKey(kind) || open.size() < MAX_KINDS ? kind : code.name(), requestId);
    }

    private void count(String kind, String requestId) {
        open.compute(kind, (key, second) -> second == null ? begin(key, requestId) : second.next());
    }

    private Second begin(String kind, String requestId) {
        inASecond.execute(() -> end(kind));
        return new Second(requestId, 1);
    }

    private void end(String kind) {
        Second second = open.remove(kind);
        if (second != null) {
            lines.accept("%s (refused %d within a second, first request %s)"
                    .formatted(kind, second.count(), second.firstRequest()));
        }
    }
}
