package io.atrium.kit.budget;

import io.atrium.kit.problem.ErrorCode;
import io.atrium.kit.problem.ProblemException;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * An amount (bytes, places) that a process gives to requests at the same time, and the share of it that one
 * organization may hold ({@link SharedAmount}: the more organizations hold some, the smaller). Nothing waits here: what does
 * not fit is refused at once. A request for more than a bound is granted when nothing else is held under that bound, so that
 * everything can be served alone.
 *
 * <p>Memory: one entry for each organization that holds something.
 *
 * <p>Metrics: {@code <name>.held}, and {@code <name>.refused} with the tag {@code bound}, {@code organization} or
 * {@code process}.
 */
public final class TenantBudget {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final String name;
    private final String what;
    private final SharedAmount<UUID> amounts;
    private final MeterRegistry meters;

    /**
     * A budget that is full.
     *
     * @param name of the metrics, such as {@code atrium.replies.bytes}
     * @param what is limited, for the detail of a refusal, such as {@code large answers}
     * @param total what the process has to give
     * @param share what one organization may hold of it
     */
    public TenantBudget(String name, String what, long total, long share, MeterRegistry meters) {
        this.name = name;
        this.what = what;
        this.amounts = new SharedAmount<>(total, share);
        this.meters = meters;
        Gauge.builder(name + ".held", this, TenantBudget::held)
                .description("What is held of the budget of " + what)
                .register(meters);
    }

    /** Something held until it is released. */
    @FunctionalInterface
    public interface Reservation {
        /** Gives it back; a second time does nothing. */
        void release();
    }

    /**
     * Takes an amount for an organization.
     *
     * @throws ProblemException RATE_LIMITED when the organization holds its share, SERVICE_UNAVAILABLE when the process
     *     has no more to give; both with {@code Retry-After}
     */
    public Reservation reserve(UUID organization, long amount) {
        SharedAmount.Bound exceeded = amounts.takeOrAlone(organization, amount);
        if (exceeded != SharedAmount.Bound.NONE) {
            throw refusal(exceeded);
        }
        AtomicBoolean released = new AtomicBoolean();
        return () -> {
            if (released.compareAndSet(false, true)) {
                amounts.give(organization, amount);
            }
        };
    }

    /** What is held now. */
    public long held() {
        return amounts.held();
    }

    private ProblemException refusal(SharedAmount.Bound exceeded) {
        boolean ofOrganization = exceeded == SharedAmount.Bound.SHARE;
        meters.counter(name + ".refused", "bound", ofOrganization ? "organization" : "process")
                .increment();
        ProblemException problem = ofOrganization
                ? new ProblemException(ErrorCode.RATE_LIMITED, "The organization has too many " + what + " under way.")
                : new ProblemException(ErrorCode.SERVICE_UNAVAILABLE, "There are too many " + what + " under way.");
        return problem.withRetryAfter(RETRY_AFTER);
    }
}
