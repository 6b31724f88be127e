package io.atrium.kit.tenancy;

import io.atrium.kit.fairness.FairQueue;
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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Gives out the connections of a pool. An organization holds no more than its share of them; whoever waits takes turns, by
 * organization and in it by actor. When too many wait, whoever has most waiting is refused first. A pool's own queue
 * serves in the order of arrival, which lets one organization's requests stand before everybody's.
 *
 * <p>Memory: an entry for each organization that holds a connection, and one for each request that waits.
 */
final class FairConnections {

    /** The service's own questions, such as whether the database answers; they have no bound of their own. */
    static final Share SERVICE = Share.ofService("own");

    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private final Pool pool;
    private final Vertx vertx;
    private final int size;
    private final int share;
    private final long patience;
    private final FairQueue<Waiter> waiting;
    private final Map<String, Integer> held = new HashMap<>();
    private int total;
    private long refused;

    /**
     * Gives out all connections of the pool.
     *
     * @param size of the pool
     */
    FairConnections(Pool pool, Vertx vertx, int size, RequestPoolConfig config) {
        this.pool = pool;
        this.vertx = vertx;
        this.size = size;
        this.share = config.maxPerOrganization().orElse((size + 1) / 2);
        if (share < 1) {
            throw new IllegalArgumentException(
                    "atrium.database.requests.max-per-organization is " + share + "; it must be at least 1");
        }
        this.patience = Math.max(1, config.acquisitionTimeout().toMillis());
        this.waiting = new FairQueue<>(config.maxWaiting(), Math.max(1, config.maxWaiting() / 2));
    }

    /** A request that waits; its future is completed on the context that asked. */
    private record Waiter(Share share, ContextInternal context, Promise<SqlConnection> connection) {

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
        boolean free;
        Waiter displaced = null;
        synchronized (this) {
            free = hasRoom(of.group());
            if (free) {
                hold(of.group());
            } else {
                displaced = waiting.offer(of, waiter);
                refused += displaced == null ? 0 : 1;
            }
        }
        if (free) {
            open(waiter);
            return waiter.connection().future();
        }
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
        return waiting.size();
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
        boolean waited = waiting.remove(waiter.share(), waiter);
        refused += waited ? 1 : 0;
        return waited;
    }

    private void open(Waiter waiter) {
        String group = waiter.share().group();
        pool.getConnection().onComplete(opened -> {
            if (opened.succeeded()) {
                waiter.connection().complete(new HeldConnection(opened.result(), () -> release(group)));
            } else {
                release(group);
                waiter.connection().fail(opened.cause());
            }
        });
    }

    private void release(String group) {
        List<Waiter> next = new ArrayList<>(1);
        synchronized (this) {
            total--;
            held.computeIfPresent(group, (same, count) -> count > 1 ? count - 1 : null);
            Waiter served = serve();
            while (served != null) {
                next.add(served);
                served = serve();
            }
        }
        next.forEach(waiter -> waiter.context().runOnContext(ignored -> open(waiter)));
    }

    private @Nullable Waiter serve() {
        Waiter next = total < size ? waiting.poll(this::hasRoom) : null;
        if (next != null) {
            hold(next.share().group());
        }
        return next;
    }

    private boolean hasRoom(String group) {
        return total < size && (held.getOrDefault(group, 0) < share || group.equals(SERVICE.group()));
    }

    private void hold(String group) {
        total++;
        held.merge(group, 1, Integer::sum);
    }
}
