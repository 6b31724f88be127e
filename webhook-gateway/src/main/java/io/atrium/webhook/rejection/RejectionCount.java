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

    RejectionCount(Instant since) {
        this.since = since;
    }

    synchronized void add(Verdict reason, @Nullable String ip) {
        byReason.merge(reason, 1L, Long::sum);
        lastIp = ip;
    }

    /** This count with a later one added. */
    synchronized RejectionCount plus(RejectionCount later) {
        later.byReason().forEach((reason, number) -> byReason.merge(reason, number, Long::sum));
        lastIp = later.lastIp();
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
}
