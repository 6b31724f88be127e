package io.atrium.kit.concurrency;

import io.atrium.kit.caller.Caller;
import io.atrium.kit.caller.CallerContext;
import io.atrium.kit.fairness.Share;
import io.atrium.kit.fairness.ShareLimit;
import io.atrium.kit.fairness.WaitingTurns;
import io.atrium.kit.http.UnreadBody;
import io.atrium.kit.problem.ErrorCode;
import io.atrium.kit.problem.ProblemException;
import io.atrium.kit.problem.Problems;
import io.atrium.kit.request.RequestKey;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Limits how many requests of one organization are worked on at once, so that its flood waits here, before it costs
 * anything, and not in the event loops, the connections and the processors that all organizations share. The limit is lower
 * while another organization is active. Whoever waits takes turns, by organization and in it by user. A caller who is not known takes no place: addresses have limits of their own.
 *
 * <p>A request holds its place until its answer is sent, but not for longer than {@link ConcurrencyConfig#counted}: users
 * with slow requests do not keep their colleagues waiting.
 */
@Singleton
public final class RequestConcurrency {

    /** After the rate limit (150), before authorization (100) and the reading of bodies. */
    private static final int PRIORITY = 140;

    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);
    private static final int MAX_PER_PROCESSOR = 16;
    private static final int SHARE_PER_PROCESSOR = 4;
    private static final int SHARE_OF_TWO_PROCESSORS = 3;
    private static final RequestKey<WaitingTurns.Turn> TURN = RequestKey.of("turn");

    private final Vertx vertx;
    private final WaitingTurns turns;
    private final ArrayDeque<WaitingTurns.Turn> begun = new ArrayDeque<>();
    private final AtomicBoolean sweeping = new AtomicBoolean();
    private final long countedNanos;
    private final long sweepMillis;

    RequestConcurrency(Vertx vertx, ConcurrencyConfig config, MeterRegistry registry) {
        this.vertx = vertx;
        int processors = Runtime.getRuntime().availableProcessors();
        this.turns = new WaitingTurns(
                vertx,
                new WaitingTurns.Limits(
                        config.max().orElse(MAX_PER_PROCESSOR * processors),
                        share(config, processors),
                        config.maxWaiting(),
                        config.patience()));
        this.countedNanos = config.counted().toNanos();
        this.sweepMillis = Math.max(1, config.counted().toMillis() / 4);
        FunctionCounter.builder("atrium.http.concurrency.refused", turns, WaitingTurns::refused)
                .description("Requests that were refused because too many waited to be worked on, or for too long")
                .register(registry);
        Gauge.builder("atrium.http.concurrency.waiting", turns, WaitingTurns::waiting)
                .description("Requests that wait to be worked on")
                .register(registry);
    }

    private static ShareLimit share(ConcurrencyConfig config, int processors) {
        int alone = config.maxPerOrganization().orElse(SHARE_PER_PROCESSOR * processors);
        int besideOthers =
                config.maxBesideOthers().orElse(Math.min(alone, (SHARE_OF_TWO_PROCESSORS * processors + 1) / 2));
        if (besideOthers > alone) {
            throw new IllegalArgumentException("atrium.http.concurrency.max-beside-others is " + besideOthers
                    + "; it must be at most max-per-organization, which is " + alone);
        }
        return new ShareLimit(alone, besideOthers, config.activity());
    }

    void register(@Observes Filters filters) {
        filters.register(this::handle, PRIORITY);
    }

    private void handle(RoutingContext routing) {
        Caller caller = CallerContext.of(routing).orElse(null);
        // A request that is routed again has had its turn.
        if (caller == null || TURN.isSet(routing)) {
            routing.next();
            return;
        }
        discount();
        WaitingTurns.Turn turn = turns.turn(
                Share.ofOrganization(caller.homeOrganizationId(), caller.userId()),
                now -> begin(routing, now),
                why -> refuse(routing, why));
        TURN.put(routing, turn);
        // Answered, or its client has gone: then nothing is begun for it.
        routing.addEndHandler(ended -> turn.leave());
        turn.enter();
        if (turns.waiting() > 0) {
            sweepLater();
        }
    }

    private void begin(RoutingContext routing, WaitingTurns.Turn turn) {
        synchronized (begun) {
            begun.addLast(turn);
        }
        routing.next();
    }

    private static void refuse(RoutingContext routing, WaitingTurns.Refusal why) {
        if (routing.response().ended() || routing.response().closed()) {
            return;
        }
        String detail = switch (why) {
            case QUEUE_FULL -> "Too many requests at once; try again.";
            case TOO_LATE -> "The service has too much to do at the moment; try again.";
        };
        Problems.write(
                routing, new ProblemException(ErrorCode.SERVICE_UNAVAILABLE, detail).withRetryAfter(RETRY_AFTER));
        UnreadBody.discard(routing.request());
    }

    /** Requests that have been worked on for long count no more. */
    private void discount() {
        WaitingTurns.Turn old = oldest();
        while (old != null) {
            old.leave();
            old = oldest();
        }
    }

    /** The first that counts no more, or that has ended. */
    private WaitingTurns.@Nullable Turn oldest() {
        synchronized (begun) {
            WaitingTurns.Turn first = begun.peekFirst();
            boolean counts = first != null && first.isHeld() && System.nanoTime() - first.heldSince() < countedNanos;
            return counts ? null : begun.pollFirst();
        }
    }

    /** While somebody waits: that a request counts no more is noticed by nobody else. */
    private void sweepLater() {
        if (sweeping.compareAndSet(false, true)) {
            vertx.setTimer(sweepMillis, any -> sweep());
        }
    }

    private void sweep() {
        sweeping.set(false);
        discount();
        if (turns.waiting() > 0) {
            sweepLater();
        }
    }
}
