package io.atrium.tenant.reservation;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** Which reservations wait to be settled, over all organizations. */
@ApplicationScoped
class DueReservations {
    private static final String ADD = "INSERT INTO due_reservations (organization_id, due_at) "
            + "VALUES (?1, now() + CAST(?2 AS bigint) * interval '1 millisecond')";
    private static final String SETTLE = "DELETE FROM due_reservations WHERE organization_id = ?1";
    /**
     * Taking a reservation makes it due again later, so that a later run takes it if this one fails or dies. The pause grows in
     * the statement, which takes many rows at once, each with attempts of its own: the kit's {@code Backoff} cannot.
     */
    private static final String TAKE = """
            UPDATE due_reservations d
               SET attempts = attempts + 1,
                   due_at = now() + least($1::bigint * (1::bigint << least(attempts, 20)), $2::bigint)
                                    * interval '1 millisecond'
              FROM (SELECT organization_id FROM due_reservations
                     WHERE due_at <= now() ORDER BY due_at LIMIT $3 FOR UPDATE SKIP LOCKED) due
             WHERE d.organization_id = due.organization_id
            RETURNING d.organization_id""";

    private final Pool worker;
    private final ReaperConfig config;

    DueReservations(@ReactiveDataSource("worker") Pool worker, ReaperConfig config) {
        this.worker = worker;
        this.config = config;
    }

    /** In the transaction of the reservation. */
    Uni<Void> add(UUID organizationId) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(ADD)
                        .setParameter(1, organizationId)
                        .setParameter(2, config.age().toMillis())
                        .executeUpdate())
                .replaceWithVoid();
    }

    /** In the transaction that activates or removes the organization. */
    Uni<Void> settle(UUID organizationId) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(SETTLE)
                        .setParameter(1, organizationId)
                        .executeUpdate())
                .replaceWithVoid();
    }

    Uni<List<UUID>> take() {
        return worker.withConnection(connection -> connection
                        .preparedQuery(TAKE)
                        .execute(Tuple.of(
                                config.firstPause().toMillis(),
                                config.longestPause().toMillis(),
                                config.batch())))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> row.getUUID(0))
                        .toList());
    }
}
