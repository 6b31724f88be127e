package io.atrium.kit.outbox;

import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The messages that were set aside in the outbox. */
@ApplicationScoped
class Quarantine {

    private static final Logger LOG = Logger.getLogger(Quarantine.class);

    private static final String LIST = """
            SELECT seq, id, topic, message_key, type, organization_id, left(subject, 200) AS subject, occurred_at,
                   set_aside_at, attempts, reason, coalesce(pg_column_size(data), 0) AS stored_bytes
              FROM atrium.outbox WHERE set_aside_at IS NOT NULL AND seq > $1 ORDER BY seq LIMIT $2""";

    private static final String RETRY = """
            WITH chosen AS (SELECT seq FROM atrium.outbox
                             WHERE set_aside_at IS NOT NULL AND ($1::uuid IS NULL OR id = $1)
                             ORDER BY seq LIMIT 1000),
                 retried AS (UPDATE atrium.outbox o SET set_aside_at = NULL, attempts = 0
                               FROM chosen c WHERE o.seq = c.seq AND o.set_aside_at IS NOT NULL RETURNING o.seq)
            SELECT (SELECT count(*) FROM retried)::int,
                   (SELECT count(*) FROM (SELECT FROM atrium.outbox o
                                           WHERE set_aside_at IS NOT NULL AND seq NOT IN (SELECT seq FROM chosen)
                                           LIMIT 1000) w)""";

    private final Instance<Pool> pools;
    private final OutboxRelay relay;

    Quarantine(@ReactiveDataSource("relay") Instance<Pool> pools, OutboxRelay relay) {
        this.pools = pools;
        this.relay = relay;
    }

    Uni<QuarantinePage> list(long after, int limit) {
        return pools.get()
                .withConnection(connection -> connection.preparedQuery(LIST).execute(Tuple.of(after, limit + 1)))
                .map(rows -> page(rows, limit));
    }

    Uni<QuarantineRetried> retry(QuarantineRetry request) {
        @Nullable UUID id = request.id();
        return pools.get()
                .withConnection(connection -> connection.preparedQuery(RETRY).execute(Tuple.of(id)))
                .map(rows -> rows.iterator().next())
                .map(row -> new QuarantineRetried(row.getInteger(0), row.getLong(1)))
                .invoke(done -> LOG.infof("%d quarantined messages are sent again", done.retried()))
                .invoke(relay::wake);
    }

    private static QuarantinePage page(RowSet<Row> rows, int limit) {
        List<Row> read = StreamSupport.stream(rows.spliterator(), false).toList();
        boolean more = read.size() > limit;
        List<Row> shown = more ? read.subList(0, limit) : read;
        String next = more ? Long.toString(shown.get(shown.size() - 1).getLong("seq")) : null;
        return new QuarantinePage(shown.stream().map(Quarantine::message).toList(), next);
    }

    private static QuarantinedMessage message(Row row) {
        return new QuarantinedMessage(
                row.getUUID("id"),
                row.getString("topic"),
                row.getString("message_key"),
                row.getString("type"),
                row.getUUID("organization_id"),
                row.getString("subject"),
                row.getOffsetDateTime("occurred_at"),
                row.getOffsetDateTime("set_aside_at"),
                row.getInteger("attempts"),
                row.getString("reason"),
                row.getInteger("stored_bytes"));
    }
}
