package io.atrium.audit.verification;

import io.atrium.kit.fairness.FairTurns;
import io.atrium.kit.fairness.FairTurns.Taken;
import io.atrium.kit.fairness.Share;
import io.atrium.kit.problem.ErrorCode;
import io.atrium.kit.problem.ProblemException;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The verifications of a process. An organization has one, which is under way or waits; those that wait take turns, for a
 * limited time. Memory: an entry for each organization that verifies or waits, of which there is a limited number.
 */
final class VerificationTurns {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final Vertx vertx;
    private final FairTurns<Place> turns;
    private final long patience;
    private final MeterRegistry meters;
    private final Set<UUID> organizations = new HashSet<>();
    private int held;

    VerificationTurns(Vertx vertx, VerificationConfig config, MeterRegistry meters) {
        this.vertx = vertx;
        this.turns = new FairTurns<>(config.concurrent(), 1, config.maxWaiting(), group -> false);
        this.patience = Math.max(1, config.patience().toMillis());
        this.meters = meters;
        Gauge.builder("atrium.audit.verifications.held", this, VerificationTurns::held)
                .description("Verifications under way")
                .register(meters);
        Gauge.builder("atrium.audit.verifications.waiting", this, VerificationTurns::waiting)
                .description("Verifications that wait for their turn")
                .register(meters);
    }

    /** The place of one organization: it waits, then it is held, until it is left. */
    final class Place implements FairTurns.Taker {

        private final UUID organization;
        private final Share share;
        private final ContextInternal context = (ContextInternal) vertx.getOrCreateContext();
        private final Promise<Void> begun = context.promise();
        private boolean holding;
        private boolean left;

        private Place(UUID organization) {
            this.organization = organization;
            this.share = Share.ofOrganization(organization, null);
        }

        @Override
        public Share share() {
            return share;
        }

        /** Fails with SERVICE_UNAVAILABLE when its turn does not come in time; on the context that entered. */
        Uni<Void> turn() {
            return Uni.createFrom().completionStage(() -> begun.future().toCompletionStage());
        }

        /** Gives it back, or waits no more; a second time does nothing. */
        void leave() {
            VerificationTurns.this.leave(this);
        }
    }

    /**
     * A place, or a place in the queue.
     *
     * @throws ProblemException RATE_LIMITED when the organization has one, SERVICE_UNAVAILABLE when too many wait; both
     *     with {@code Retry-After}
     */
    Place enter(UUID organization) {
        Place place = new Place(organization);
        Taken<Place> taken;
        synchronized (this) {
            if (!organizations.add(organization)) {
                throw refusal("organization");
            }
            taken = turns.take(place);
            if (taken.begins()) {
                hold(place);
            } else if (taken.displaced() == place) {
                organizations.remove(organization);
                throw refusal("process");
            }
        }
        refuse(taken.displaced());
        if (taken.begins()) {
            place.begun.complete();
        } else {
            long timer = vertx.setTimer(patience, late -> giveUp(place));
            place.begun.future().onComplete(any -> vertx.cancelTimer(timer));
        }
        return place;
    }

    private void giveUp(Place place) {
        boolean waited;
        synchronized (this) {
            waited = turns.forget(place);
        }
        if (waited) {
            refuse(place);
        }
    }

    private void refuse(@Nullable Place place) {
        if (place != null) {
            place.begun.tryFail(refusal("process"));
        }
    }

    private void leave(Place place) {
        next(place).forEach(served -> served.begun.tryComplete());
    }

    /** Whose turn it is then. */
    private synchronized List<Place> next(Place leaving) {
        if (leaving.left) {
            return List.of();
        }
        leaving.left = true;
        organizations.remove(leaving.organization);
        if (!leaving.holding) {
            turns.forget(leaving);
            return List.of();
        }
        held--;
        List<Place> next = turns.give(leaving.share);
        next.forEach(this::hold);
        return next;
    }

    private void hold(Place place) {
        place.holding = true;
        held++;
    }

    private ProblemException refusal(String bound) {
        meters.counter("atrium.audit.verifications.refused", "bound", bound).increment();
        ProblemException problem = bound.equals("organization")
                ? new ProblemException(ErrorCode.RATE_LIMITED, "The organization has a verification under way.")
                : new ProblemException(ErrorCode.SERVICE_UNAVAILABLE, "Too many verifications wait; try again.");
        return problem.withRetryAfter(RETRY_AFTER);
    }

    synchronized int waiting() {
        return turns.waiting();
    }

    private synchronized int held() {
        return held;
    }
}
