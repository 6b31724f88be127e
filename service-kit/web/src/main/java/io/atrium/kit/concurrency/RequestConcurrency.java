package io.atrium.kit.concurrency;

import io.atrium.kit.caller.Caller;
import io.atrium.kit.caller.CallerContext;
import io.atrium.kit.fairness.FairTurns;
import io.atrium.kit.fairness.FairTurns.Taken;
import io.atrium.kit.fairness.Share;
import io.atrium.kit.http.UnreadBody;
import io.atrium.kit.problem.ErrorCode;
import io.atrium.kit.problem.ProblemException;
import io.atrium.kit.problem.Problems;
import io.atrium.kit.request.RequestKey;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * Limits how many requests of one organization are worked on at once, so that its flood waits here, before it costs
 * anything, and not in the event loops, the connections and the processors that all organizations share. Whoever waits takes
 * turns, by organization and in it by user. A caller who is not known takes no place: addresses have limits of their own.
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
    private static final RequestKey<RequestPlace> PLACE = RequestKey.of("place");

    private final Vertx vertx;
    private final FairTurns<RequestPlace> turns;
    private final ArrayDeque<RequestPlace> begun = new ArrayDeque<>();
    private final long countedNanos;
    private final long sweepMillis;
    private final long patience;
    private final Counter refused;
    private boolean sweeping;

    RequestConcurrency(Vertx vertx, ConcurrencyConfig config, MeterRegistry registry) {
        this.vertx = vertx;
        int processors = Runtime.getRuntime().availableProcessors();
        this.turns = new FairTurns<>(
                config.max().orElse(MAX_PER_PROCESSOR * processors),
                config.maxPerOrganization().orElse(SHARE_PER_PROCESSOR * processors),
                config.maxWaiting(),
                group -> false);
        this.countedNanos = config.counted().toNanos();
        this.sweepMillis = Math.max(1, config.counted().toMillis() / 4);
        this.patience = Math.max(1, config.patience().toMillis());
        this.refused = Counter.builder("atrium.http.concurrency.refused")
                .description("Requests that were refused because too many waited to be worked on, or for too long")
                .register(registry);
        Gauge.builder("atrium.http.concurrency.waiting", this, RequestConcurrency::waiting)
                .description("Requests that wait to be worked on")
                .register(registry);
    }

    void register(@Observes Filters filters) {
        filters.register(this::handle, PRIORITY);
    }

    private void handle(RoutingContext routing) {
        Caller caller = CallerContext.of(routing).orElse(null);
        // A request that is routed again has its place.
        if (caller == null || PLACE.isSet(routing)) {
            routing.next();
            return;
        }
        Share share = Share.ofOrganization(caller.homeOrganizationId(), caller.userId());
        RequestPlace place = new RequestPlace(share, routing, vertx.getOrCreateContext());
        PLACE.put(routing, place);
        routing.addEndHandler(ended -> end(place));
        List<RequestPlace> next = new ArrayList<>(0);
        Taken<RequestPlace> taken;
        synchronized (this) {
            discount(next);
            taken = take(place);
        }
        next.forEach(RequestPlace::goOn);
        if (taken.begins()) {
            routing.next();
            return;
        }
        RequestPlace displaced = taken.displaced();
        if (displaced != null) {
            refuse(displaced, "Too many requests at once; try again.");
        }
        if (displaced != place) {
            giveUpInTime(place);
        }
    }

    private Taken<RequestPlace> take(RequestPlace place) {
        Taken<RequestPlace> taken = turns.take(place);
        if (taken.begins()) {
            begin(place);
        } else {
            sweepLater();
        }
        return taken;
    }

    private void begin(RequestPlace place) {
        place.begin(System.nanoTime());
        begun.addLast(place);
    }

    private void give(RequestPlace place, List<RequestPlace> next) {
        for (RequestPlace served : turns.give(place.share())) {
            begin(served);
            next.add(served);
        }
    }

    /** Requests that have been worked on for long, or that have ended, count no more. */
    private void discount(List<RequestPlace> next) {
        long before = System.nanoTime() - countedNanos;
        RequestPlace oldest = begun.peekFirst();
        while (oldest != null && (!oldest.isCounted() || oldest.begunAt() - before <= 0)) {
            begun.removeFirst();
            if (oldest.stopCounting()) {
                give(oldest, next);
            }
            oldest = begun.peekFirst();
        }
    }

    /** Answered, or its client has gone: then nothing is begun for it. */
    private void end(RequestPlace place) {
        List<RequestPlace> next = new ArrayList<>(0);
        synchronized (this) {
            if (place.stopCounting()) {
                give(place, next);
            } else {
                turns.forget(place);
            }
        }
        next.forEach(RequestPlace::goOn);
        place.ended().complete();
    }

    private void giveUpInTime(RequestPlace place) {
        long timer = vertx.setTimer(patience, late -> {
            boolean waited;
            synchronized (this) {
                waited = turns.forget(place);
            }
            if (waited) {
                refuse(place, "The service has too much to do at the moment; try again.");
            }
        });
        place.ended().future().onComplete(any -> vertx.cancelTimer(timer));
    }

    private void refuse(RequestPlace place, String why) {
        refused.increment();
        place.onItsContext(routing -> {
            Problems.write(
                    routing, new ProblemException(ErrorCode.SERVICE_UNAVAILABLE, why).withRetryAfter(RETRY_AFTER));
            UnreadBody.discard(routing.request());
        });
    }

    /** While somebody waits: the end of a request that counts no more is noticed by nobody else. */
    private void sweepLater() {
        if (!sweeping) {
            sweeping = true;
            vertx.setTimer(sweepMillis, any -> sweep());
        }
    }

    private void sweep() {
        List<RequestPlace> next = new ArrayList<>(0);
        synchronized (this) {
            sweeping = false;
            discount(next);
            if (turns.waiting() > 0) {
                sweepLater();
            }
        }
        next.forEach(RequestPlace::goOn);
    }

    private synchronized int waiting() {
        return turns.waiting();
    }
}
