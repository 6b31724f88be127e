package io.atrium.kit.outbox;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgConnection;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The ownership of a database's outbox: a session advisory lock on a connection kept for the relay. It ends with the
 * process or the connection, and the next process to ask has it.
 */
final class RelayLease {

    /** "outbox" in ASCII: the one advisory lock of the kit. */
    private static final long LOCK = 0x6f7574626f78L;

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Pool pool;
    private final Runnable wake;
    private volatile @Nullable SqlConnection owned;

    RelayLease(Pool pool, Runnable wake) {
        this.pool = pool;
        this.wake = wake;
    }

    boolean isOwner() {
        return owned != null;
    }

    /** The connection of the owner, or null when another process owns the outbox. */
    Uni<@Nullable SqlConnection> acquire() {
        SqlConnection held = owned;
        return held != null
                ? Uni.createFrom().item(held)
                : pool.getConnection()
                        .chain(this::tryLock)
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

    /**
     * Gives the lock back, then the connection to its pool. One that does not answer is kept from the pool, as its session
     * may still hold the lock: it ends when either side notices that the other has gone.
     */
    Uni<Void> release() {
        SqlConnection held = owned;
        owned = null;
        if (held == null) {
            return Uni.createFrom().voidItem();
        }
        return held.preparedQuery("SELECT pg_advisory_unlock($1)")
                .execute(Tuple.of(LOCK))
                .ifNoItem()
                .after(PATIENCE)
                .fail()
                .chain(held::close);
    }
}
