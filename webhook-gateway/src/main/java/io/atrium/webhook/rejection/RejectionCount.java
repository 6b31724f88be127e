package io.atrium.webhook.rejection;

import io.atrium.webhook.signature.Verdict;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one source refused since a moment. */
final class RejectionCount {

    private final Instant since;
    private final Map<Verdict, Long> byReason = new EnumMap<>(Verdict.class);
    private @Nullable String lastIp;
    private @Nullable String lastTraceParent;

    RejectionCount(Instant since) {
        this.since = since;
    }

    synchronized void add(Verdict reason, @Nullable String ip, @Nullable String traceParent) {
        byReason.merge(reason, 1L, Long::sum);
        lastIp = ip;
        lastTraceParent = traceParent;
    }

    /** This count with a later one added. */
    synchronized RejectionCount plus(RejectionCount later) {
        later.byReason().forEach((reason, number) -> byReason.merge(reason, number, Long::sum));
        lastIp = later.lastIp();
        lastTraceParent = later.lastTraceParent();
        return this;
    }

    Instant since() {
        return since;
    }

    synchronized Map<Verdict, Long> byReason() {
        return new EnumMap<>(byReason);
    }

    synchronized @Nullable String lastIp() {
        return lastIp;
    }

    /** The trace of the last delivery that was refused. */
    synchronized @Nullable String lastTraceParent() {
        return lastTraceParent;
    }
}
