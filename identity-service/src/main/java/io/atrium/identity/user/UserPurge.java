package io.atrium.identity.user;

import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Removes users who were deleted long enough ago, as the {@code worker} role: organization by organization, a bounded
 * number in each transaction. One organization that fails is left for the next run. Replicas may do it at once: a row that
 * another has locked is left to it.
 */
@ApplicationScoped
class UserPurge {

    private static final Logger LOG = Logger.getLogger(UserPurge.class);
    private static final String NEXT = "SELECT users_to_purge($1, $2)";
    private static final String PURGE = "SELECT purge_users($1, $2, $3)";
    private static final UUID BEFORE_ALL = new UUID(0, 0);

    /** In one transaction, each with an audit record. */
    private static final int BATCH = 100;

    private final Pool pool;
    private final UserPurgeConfig config;

    UserPurge(@ReactiveDataSource("worker") Pool pool, UserPurgeConfig config) {
        this.pool = pool;
        this.config = config;
    }

    @Scheduled(
            every = "${identity.user-purge.every:1h}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            identity = "user-purge")
    Uni<Void> run() {
        return purge().onFailure()
                .invoke(failure -> LOG.warnf("Deleted users could not be removed: %s", failure.toString()))
                .onFailure()
                .recoverWithNull();
    }

    Uni<Void> purge() {
        Position position = new Position();
        return Uni.createFrom()
                .deferred(() -> next(position.after))
                .call(found -> found.map(organization -> purge(organization, position))
                        .orElseGet(() -> Uni.createFrom().voidItem()))
                .repeat()
                .whilst(Optional::isPresent)
                .onItem()
                .ignoreAsUni();
    }

    /** How far a run has come; its steps follow one another. */
    private static final class Position {
        private volatile UUID after = BEFORE_ALL;
    }

    private Uni<Optional<UUID>> next(UUID after) {
        return pool.withConnection(connection -> connection
                .preparedQuery(NEXT)
                .execute(Tuple.of(after, keptSeconds()))
                .map(rows -> Optional.ofNullable(rows.iterator().next().getUUID(0))));
    }

    /** An organization of which there may be more is not done. */
    private Uni<Void> purge(UUID organization, Position position) {
        return pool.withConnection(connection -> connection
                        .preparedQuery(PURGE)
                        .execute(Tuple.of(organization, BATCH, keptSeconds()))
                        .map(rows -> rows.iterator().next().getLong(0)))
                .onFailure()
                .recoverWithItem(failure -> failed(organization, failure))
                .invoke(removed -> {
                    if (removed < BATCH) {
                        position.after = organization;
                    }
                })
                .replaceWithVoid();
    }

    private static long failed(UUID organization, Throwable failure) {
        LOG.warnf("Deleted users of the organization %s could not be removed: %s", organization, failure.toString());
        return 0;
    }

    private double keptSeconds() {
        return config.after().toMillis() / 1000.0;
    }
}
