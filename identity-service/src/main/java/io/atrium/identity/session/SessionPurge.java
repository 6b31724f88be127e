package io.atrium.identity.session;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Removes sessions and refresh tokens that have been over for a day, as the {@code worker} role: organization by
 * organization, a bounded number of rows in each statement. Replicas may do it at once: a row that another has locked is
 * left to it. An organization whose rows cannot be removed is passed over until the next run.
 */
@ApplicationScoped
class SessionPurge {

    private static final Logger LOG = Logger.getLogger(SessionPurge.class);
    private static final String PURGE = "SELECT organization, purged FROM purge_sessions($1, $2)";
    private static final UUID BEFORE_ALL = new UUID(0, 0);

    /** In one transaction, of tokens and of sessions each. */
    private static final int BATCH = 500;

    private final Pool pool;
    private final Counter removed;

    SessionPurge(@ReactiveDataSource("worker") Pool pool, MeterRegistry registry) {
        this.pool = pool;
        this.removed = Counter.builder("atrium.sessions.purged")
                .description("Sessions and refresh tokens that were removed because they were over")
                .register(registry);
    }

    /** @param rows that were removed; fewer than none when it failed */
    private record Purged(UUID organization, long rows) {

        boolean isFailed() {
            return rows < 0;
        }

        /** Where to go on: an organization of which there may be more is not done. */
        UUID before(UUID after) {
            return rows >= BATCH ? after : organization;
        }
    }

    @Scheduled(
            every = "${identity.session.purged-every:1h}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            identity = "session-purge")
    Uni<Void> run() {
        return purge().onFailure()
                .invoke(failure -> LOG.warnf("Sessions that are over could not be removed: %s", failure.toString()))
                .onFailure()
                .recoverWithNull();
    }

    Uni<Void> purge() {
        Position position = new Position();
        return Uni.createFrom()
                .deferred(() -> step(position.after))
                .invoke(purged -> purged.ifPresent(position::count))
                .repeat()
                .whilst(Optional::isPresent)
                .onItem()
                .ignoreAsUni()
                .invoke(position::log);
    }

    /** How far a run has come; its steps follow one another. */
    private final class Position {
        private volatile UUID after = BEFORE_ALL;
        private volatile int failed;

        void count(Purged purged) {
            if (purged.isFailed()) {
                failed++;
            } else {
                removed.increment(purged.rows());
            }
            after = purged.before(after);
        }

        void log() {
            if (failed > 0) {
                LOG.warnf("Sessions of %d organizations could not be removed, trying again later", (Integer) failed);
            }
        }
    }

    private Uni<Optional<Purged>> step(UUID after) {
        return pool.withConnection(connection ->
                connection.preparedQuery(PURGE).execute(Tuple.of(after, BATCH)).map(SessionPurge::purged));
    }

    private static Optional<Purged> purged(RowSet<Row> rows) {
        for (Row row : rows) {
            return Optional.of(new Purged(row.getUUID(0), row.getLong(1)));
        }
        return Optional.empty();
    }
}
