package io.atrium.audit.verification;

import io.atrium.kit.fairness.Share;
import io.atrium.kit.fairness.WaitingTurns;
import io.atrium.kit.problem.ErrorCode;
import io.atrium.kit.problem.ProblemException;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * The verifications of a process. An organization has one, which is under way or waits; those that wait take turns, for a
 * limited time. Memory: an entry for each organization that verifies or waits, of which there is a limited number.
 */
final class VerificationTurns {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final Vertx vertx;
    private final WaitingTurns turns;
    private final MeterRegistry meters;
    private final Set<UUID> organizations = ConcurrentHashMap.newKeySet();

    VerificationTurns(Vertx vertx, VerificationConfig config, MeterRegistry meters) {
        this.vertx = vertx;
        this.turns = new WaitingTurns(
                vertx, new WaitingTurns.Limits(config.concurrent(), 1, config.maxWaiting(), config.patience()));
        this.meters = meters;
        Gauge.builder("atrium.audit.verifications.held", turns, WaitingTurns::held)
                .description("Verifications under way")
                .register(meters);
        Gauge.builder("atrium.audit.verifications.waiting", turns, WaitingTurns::waiting)
                .description("Verifications that wait for their turn")
                .register(meters);
    }

    /**
     * Does the work when it is the organization's turn, on the context that asks. Fails with RATE_LIMITED when the organization
     * has another one, with SERVICE_UNAVAILABLE when too many wait or its turn does not come in time; both with {@code
     * Retry-After}.
     */
    <T> Uni<T> inTurn(UUID organization, Supplier<Uni<T>> work) {
        return Uni.createFrom().deferred(() -> {
            if (!organizations.add(organization)) {
                return Uni.createFrom().failure(refusal("organization"));
            }
            Promise<Void> begun = ((ContextInternal) vertx.getOrCreateContext()).promise();
            WaitingTurns.Turn turn = turns.turn(
                    Share.ofOrganization(organization, null),
                    now -> begun.complete(),
                    why -> begun.fail(refusal("process")));
            turn.enter();
            return Uni.createFrom()
                    .completionStage(() -> begun.future().toCompletionStage())
                    .chain(() -> work.get())
                    .onTermination()
                    .invoke(() -> {
                        turn.leave();
                        organizations.remove(organization);
                    });
        });
    }

    /** Verifications that wait now. */
    int waiting() {
        return turns.waiting();
    }

    private ProblemException refusal(String bound) {
        meters.counter("atrium.audit.verifications.refused", "bound", bound).increment();
        ProblemException problem = bound.equals("organization")
                ? new ProblemException(ErrorCode.RATE_LIMITED, "The organization has a verification under way.")
                : new ProblemException(ErrorCode.SERVICE_UNAVAILABLE, "Too many verifications wait; try again.");
        return problem.withRetryAfter(RETRY_AFTER);
    }
}
