package io.atrium.kit.tenancy;

import io.atrium.kit.fairness.FairTurns;
import io.atrium.kit.fairness.Share;
import io.atrium.kit.problem.ErrorCode;
import io.atrium.kit.problem.ProblemException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.List;

/**
 * Gives out the connections of a pool. An organization holds no more than its share of them; whoever waits takes turns, by
 * organization and in it by actor. When too many wait, whoever has most waiting is refused first. A pool's own queue
 * serves in the order of arrival, which lets one organization's requests stand before everybody's.
 *
 * <p>Memory: as {@link FairTurns}.
 */
final class FairConnections {

    /** The service's own questions, such as whether the database answers; they have no bound of their own. */
    static final Share SERVICE = Share.ofService("own");

    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private final Pool pool;
    private final Vertx vertx;
    private final long patience;
    private final FairTurns<Waiter> turns;
    private long refused;

    /**
     * Gives out all connections of the pool.
     *
     * @param size of the pool
     */
    FairConnections(Pool pool, Vertx vertx, int size, RequestPoolConfig config) {
        this.pool = pool;
        this.vertx = vertx;
        int share = config.maxPerOrganization().orElse((size + 1) / 2);
        if (share < 1) {
            throw new IllegalArgumentException(
                    "atrium.database.requests.max-per-organization is " + share + "; it must be at least 1");
        }
        this.patience = Math.max(1, config.acquisitionTimeout().toMillis());
        this.turns = new FairTurns<>(size, share, config.maxWaiting(), SERVICE.group()::equals);
    }

    /** A request that waits; its future is completed on the context that asked. */
    private record Waiter(Share share, ContextInternal context, Promise<SqlConnection> connection)
            implements FairTurns.Taker {

        void refuse(String why) {
            connection.tryFail(new ProblemException(ErrorCode.SERVICE_UNAVAILABLE, why).withRetryAfter(RETRY_AFTER));
        }
    }

    /**
     * A connection, which is given back when it is closed. Fails with SERVICE_UNAVAILABLE at once when too many wait, and
     * later when none was free in time.
     */
    Future<SqlConnection> take(Share of) {
        ContextInternal context = (ContextInternal) vertx.getOrCreateContext();
        Waiter waiter = new Waiter(of, context, context.promise());
        FairTurns.Taken<Waiter> taken;
        synchronized (this) {
            taken = turns.take(waiter);
            refused += taken.displaced() == null ? 0 : 1;
        }
        if (taken.begins()) {
            open(waiter);
            return waiter.connection().future();
        }
        Waiter displaced = taken.displaced();
        if (displaced != null) {
            displaced.refuse("Too many requests at once; try again.");
        }
        if (displaced != waiter) {
            giveUpInTime(waiter);
        }
        return waiter.connection().future();
    }

    /** Requests that wait now. */
    synchronized int waiting() {
        return turns.waiting();
    }

    /** Requests that were refused because too many waited, or because none was free in time. */
    synchronized long refused() {
        return refused;
    }

    private void giveUpInTime(Waiter waiter) {
        long timer = vertx.setTimer(patience, late -> {
            if (forget(waiter)) {
                waiter.refuse("No connection to the database is free at the moment; try again.");
            }
        });
        waiter.connection().future().onComplete(any -> vertx.cancelTimer(timer));
    }

    private synchronized boolean forget(Waiter waiter) {
        boolean waited = turns.forget(waiter);
        refused += waited ? 1 : 0;
        return waited;
    }

    private void open(Waiter waiter) {
        pool.getConnection().onComplete(opened -> {
            if (opened.succeeded()) {
                waiter.connection().complete(new HeldConnection(opened.result(), () -> release(waiter.share())));
            } else {
                release(waiter.share());
                waiter.connection().fail(opened.cause());
            }
        });
    }

    private void release(Share share) {
        List<Waiter> next;
        synchronized (this) {
            next = turns.give(share);
        }
        next.forEach(waiter -> waiter.context().runOnContext(ignored -> open(waiter)));
    }
}
