package io.atrium.kit.concurrency;

import io.atrium.kit.fairness.FairTurns;
import io.atrium.kit.fairness.Share;
import io.vertx.core.Context;
import io.vertx.core.Promise;
import io.vertx.ext.web.RoutingContext;
import java.util.function.Consumer;

/** One request: it waits, is counted while it is worked on, and then not any more. Guarded by its {@link RequestConcurrency}. */
final class RequestPlace implements FairTurns.Taker {

    private final Share share;
    private final RoutingContext routing;
    private final Context context;
    private final Promise<Void> ended = Promise.promise();
    private long begunAt;
    private boolean counted;

    RequestPlace(Share share, RoutingContext routing, Context context) {
        this.share = share;
        this.routing = routing;
        this.context = context;
    }

    @Override
    public Share share() {
        return share;
    }

    void begin(long nanoTime) {
        begunAt = nanoTime;
        counted = true;
    }

    long begunAt() {
        return begunAt;
    }

    boolean isCounted() {
        return counted;
    }

    /** @return whether it was counted */
    boolean stopCounting() {
        boolean was = counted;
        counted = false;
        return was;
    }

    /** Completed when the request has been answered, or its client has gone. */
    Promise<Void> ended() {
        return ended;
    }

    void goOn() {
        onItsContext(RoutingContext::next);
    }

    /** Does nothing for a client that has gone meanwhile. */
    void onItsContext(Consumer<RoutingContext> work) {
        context.runOnContext(any -> {
            if (!routing.response().ended() && !routing.response().closed()) {
                work.accept(routing);
            }
        });
    }
}
