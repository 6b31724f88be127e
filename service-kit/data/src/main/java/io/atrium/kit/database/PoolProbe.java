package io.atrium.kit.database;

import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.VertxException;
import io.vertx.sqlclient.Pool;
import java.time.Duration;

/**
 * Asks one pool whether its database answers. One question is under way at a time: a database that has stopped answering
 * does not fill the pool's queue with probes.
 */
final class PoolProbe {
    static final String UP = "UP";

    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final String name;
    private final Pool pool;
    private Future<String> asked = Future.succeededFuture(UP);

    PoolProbe(String name, Pool pool) {
        this.name = name;
        this.pool = pool;
    }

    String name() {
        return name;
    }

    /** {@link #UP}, or a failure within 3 s. The question itself goes on: to cancel it would lose its connection. */
    Uni<String> ask() {
        Future<String> current = current();
        return Uni.createFrom()
                .completionStage(current::toCompletionStage)
                .ifNoItem()
                .after(PATIENCE)
                .fail();
    }

    private synchronized Future<String> current() {
        if (asked.isComplete()) {
            asked = pool.withConnection(
                            connection -> connection.query("SELECT 1").execute())
                    .map(UP);
        }
        return asked;
    }

    /** {@link ReportingTrust} logs why. */
    private static boolean isHandshake(Throwable failure) {
        return failure instanceof VertxException && "SSL handshake failed".equals(failure.getMessage());
    }

    /** For operators: what failed, without the address or the user. */
    static String reason(Throwable failure) {
        return failure instanceof TimeoutException
                ? "DOWN: no answer in " + PATIENCE.toSeconds() + " s"
                : "DOWN: "
                        + (isHandshake(failure)
                                ? "the TLS handshake failed"
                                : failure.getClass().getSimpleName());
    }
}
