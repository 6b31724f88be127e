package io.atrium.kit.ratelimit;

import io.atrium.kit.problem.ErrorCode;
import io.atrium.kit.problem.ProblemException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The common decision of all buckets of a request: all admit and count it, or none does. */
public final class Decision {

    private final List<Quota> quotas;
    private final @Nullable Quota refusal;

    private Decision(List<Quota> quotas) {
        this.quotas = List.copyOf(quotas);
        this.refusal = firstRefusal(quotas);
    }

    static Decision of(List<Quota> quotas) {
        return new Decision(quotas);
    }

    /** Decides by what this process has counted. */
    static Decision own(List<Charge> charges, long now) {
        List<Quota> quotas = new ArrayList<>(charges.size());
        int refused = -1;
        for (int i = 0; i < charges.size(); i++) {
            Charge charge = charges.get(i);
            Quota quota = refused < 0 ? charge.take(now) : charge.peek(now);
            quotas.add(quota);
            if (!quota.admitted()) {
                refused = i;
            }
        }
        // A refused request takes nothing: one user over the limit must not use up the organization's.
        for (int i = 0; i < refused; i++) {
            quotas.set(i, charges.get(i).giveBack(quotas.get(i), now));
        }
        return of(quotas);
    }

    public boolean isAdmitted() {
        return refusal == null;
    }

    /** How long to wait, after a refusal. */
    public Duration retryAfter() {
        return refusal == null ? Duration.ZERO : Duration.ofMillis(Math.max(1, refusal.waitMillis()));
    }

    /** The 429 of a refusal. */
    public ProblemException problem() {
        String detail = refusal == null ? "" : refusal.limit().refusal();
        return new ProblemException(ErrorCode.RATE_LIMITED, detail).withRetryAfter(retryAfter());
    }

    List<Quota> quotas() {
        return quotas;
    }

    @Nullable
    Limit refusedBy() {
        return refusal == null ? null : refusal.limit();
    }

    /** This one and what further buckets said later. */
    Decision and(Decision later) {
        List<Quota> all = new ArrayList<>(quotas);
        all.addAll(later.quotas);
        return of(all);
    }

    private static @Nullable Quota firstRefusal(List<Quota> quotas) {
        for (Quota quota : quotas) {
            if (!quota.admitted()) {
                return quota;
            }
        }
        return null;
    }
}
