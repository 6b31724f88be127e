package io.atrium.kit.outbox;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgConnection;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The ownership of a database's outbox: a session advisory lock on a connection kept for the relay. It ends with the
 * process or the connection, and the next process to ask has it.
 */
final class RelayLease {

    /** "outbox" in ASCII: the one advisory lock of the kit. */
    static final long LOCK = 0x6f7574626f78L;

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Pool pool;
    private final Runnable wake;
    private CompletableFuture<@Nullable SqlConnection> asked = CompletableFuture.completedFuture(null);
    private volatile @Nullable SqlConnection owned;

    RelayLease(Pool pool, Runnable wake) {
        this.pool = pool;
        this.wake = wake;
    }

    boolean isOwner() {
        return owned != null;
    }

    /**
     * The connection of the owner, or null when another process owns the outbox. A question that takes longer than its
     * caller waits goes on: its connection may come to hold the lock, and is then the owner's at the next call.
     */
    synchronized Uni<@Nullable SqlConnection> acquire() {
        SqlConnection held = owned;
        if (held != null) {
            return Uni.createFrom().item(held);
        }
        if (asked.isDone()) {
            asked = pool.getConnection().chain(this::tryLock).subscribeAsCompletionStage();
        }
        CompletableFuture<@Nullable SqlConnection> asking = asked;
        return Uni.createFrom()
                .completionStage(() -> asking.thenApply(Function.identity()))
                .ifNoItem()
                .after(PATIENCE)
                .fail();
    }

    private Uni<@Nullable SqlConnection> tryLock(SqlConnection connection) {
        return connection
                .preparedQuery("SELECT pg_try_advisory_lock($1)")
                .execute(Tuple.of(LOCK))
                .map(rows -> rows.iterator().next().getBoolean(0))
                .onFailure()
                .call(connection::close)
                .chain(locked -> locked ? own(connection) : connection.close().replaceWith((SqlConnection) null));
    }

    private Uni<SqlConnection> own(SqlConnection connection) {
        PgConnection postgres = PgConnection.cast(connection.getDelegate());
        postgres.notificationHandler(notification -> wake.run());
        postgres.closeHandler(ignored -> {
            if (connection.equals(owned)) {
                owned = null;
            }
        });
        return connection
                .query("LISTEN atrium_outbox")
                .execute()
                .onFailure()
                .call(connection::close)
                .invoke(() -> owned = connection)
                .replaceWith(connection);
    }

    /** Tells the owning process that there is work. */
    Uni<Void> notifyOwner() {
        return pool.withConnection(
                        connection -> connection.query("NOTIFY atrium_outbox").execute())
                .replaceWithVoid();
    }

    /** Gives the lock back, then the connection to its pool, however long the database takes to answer. */
    Uni<Void> release() {
        SqlConnection held = owned;
        owned = null;
        if (held == null) {
            return Uni.createFrom().voidItem();
        }
        return held.preparedQuery("SELECT pg_advisory_unlock($1)")
                .execute(Tuple.of(LOCK))
                .onItemOrFailure()
                .transformToUni((done, failure) -> held.close());
    }
}
