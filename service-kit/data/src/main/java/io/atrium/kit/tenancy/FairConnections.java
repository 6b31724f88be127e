package io.atrium.kit.tenancy;

import io.atrium.kit.fairness.Share;
import io.atrium.kit.fairness.WaitingTurns;
import io.atrium.kit.problem.ErrorCode;
import io.atrium.kit.problem.ProblemException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;

/**
 * Gives out the connections of a pool. An organization holds no more than its share of them; whoever waits takes turns, by
 * organization and in it by actor. When too many wait, whoever has most waiting is refused first. A pool's own queue
 * serves in the order of arrival, which lets one organization's requests stand before everybody's.
 *
 * <p>Memory: as {@link WaitingTurns}.
 */
final class FairConnections {

    /** The service's own questions, such as whether the database answers; they have no bound of their own. */
    static final Share SERVICE = Share.ofService("own");

    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private final Pool pool;
    private final Vertx vertx;
    private final WaitingTurns turns;

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
        this.turns = new WaitingTurns(
                vertx,
                new WaitingTurns.Limits(size, share, config.maxWaiting(), config.acquisitionTimeout()),
                SERVICE.group()::equals);
    }

    /**
     * A connection, which is given back when it is closed. Fails with SERVICE_UNAVAILABLE at once when too many wait, and
     * later when none was free in time; {@link ProblemException#isOfShare} tells whether the organization held its share.
     */
    Future<SqlConnection> take(Share of) {
        Promise<SqlConnection> connection = ((ContextInternal) vertx.getOrCreateContext()).promise();
        new Taking(of, connection).enter();
        return connection.future();
    }

    /** Requests that wait now. */
    int waiting() {
        return turns.waiting();
    }

    /** Requests that were refused because too many waited, or because none was free in time. */
    long refused() {
        return turns.refused();
    }

    /** One turn, which is asked why it was refused. */
    private final class Taking {

        private final WaitingTurns.Turn turn;

        Taking(Share of, Promise<SqlConnection> connection) {
            this.turn = turns.turn(of, taken -> open(taken, connection), why -> connection.tryFail(refused(why)));
        }

        void enter() {
            turn.enter();
        }

        private ProblemException refused(WaitingTurns.Refusal why) {
            ProblemException refusal = refusal(why);
            return turn.isRefusedOfShare() ? refusal.becauseOfShare() : refusal;
        }
    }

    private void open(WaitingTurns.Turn turn, Promise<SqlConnection> connection) {
        pool.getConnection().onComplete(opened -> {
            if (opened.succeeded()) {
                connection.complete(new HeldConnection(opened.result(), turn::leave));
            } else {
                turn.leave();
                connection.fail(opened.cause());
            }
        });
    }

    private static ProblemException refusal(WaitingTurns.Refusal why) {
        String detail = switch (why) {
            case QUEUE_FULL -> "Too many requests at once; try again.";
            case TOO_LATE -> "No connection to the database is free at the moment; try again.";
        };
        return new ProblemException(ErrorCode.SERVICE_UNAVAILABLE, detail).withRetryAfter(RETRY_AFTER);
    }
}
