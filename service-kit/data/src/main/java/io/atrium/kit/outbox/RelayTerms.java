package io.atrium.kit.outbox;

import io.atrium.contracts.Topics;
import io.atrium.kit.database.ConnectionConfig;
import io.atrium.kit.event.EventSender;
import io.atrium.kit.event.FencedSenders;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Begins terms: knows all that a lane needs. */
@ApplicationScoped
class RelayTerms {

    private static final Logger LOG = Logger.getLogger(RelayTerms.class);

    private final EventSender sender;
    private final FencedSenders senders;
    private final RelayLane.LaneParts parts;
    private final ConnectionConfig connections;
    private final String application;

    RelayTerms(
            EventSender sender,
            FencedSenders senders,
            OutboxRecords records,
            LaneFaults faults,
            RelayMetrics metrics,
            OutboxConfig config,
            ConnectionConfig connections,
            Vertx vertx,
            @ConfigProperty(name = "quarkus.application.name") String application) {
        this.sender = sender;
        this.senders = senders;
        this.parts = new RelayLane.LaneParts(records, faults, config, metrics, vertx);
        this.connections = connections;
        this.application = application;
    }

    /**
     * @param lease the connection that holds the lease
     * @param reading the connection of topics that are not compacted
     * @param relay runs on the relay's context
     * @param broken told when the database cannot be asked any more
     */
    RelayTerm begin(SqlConnection lease, SqlConnection reading, Executor relay, Consumer<Throwable> broken) {
        return new RelayTerm(
                lease,
                reading,
                new OutboxReads(parts.config()),
                parts.records().stateTopics(),
                connections.silence().dividedBy(3),
                broken,
                topic -> {
                    SqlConnection connection = Topics.COMPACTED.contains(topic) ? lease : reading;
                    return new RelayLane(topic, connection, transport(topic, relay), parts, relay, broken);
                });
    }

    private LaneTransport transport(String topic, Executor relay) {
        return Topics.COMPACTED.contains(topic)
                ? new FencedTransport(topic, application, sender, senders, relay)
                : new PlainTransport(topic, sender);
    }

    void measure(Pool pool) {
        pool.withConnection(connection -> connection.query("""
                        SELECT (SELECT count(*) FROM (SELECT FROM atrium.outbox WHERE set_aside_at IS NULL
                                                       LIMIT 100000) w),
                               (SELECT coalesce(extract(epoch FROM clock_timestamp() - min(occurred_at)), 0)::bigint
                                  FROM (SELECT occurred_at FROM atrium.outbox WHERE set_aside_at IS NULL
                                         ORDER BY seq LIMIT 1000) o),
                               (SELECT count(*) FROM (SELECT FROM atrium.outbox WHERE set_aside_at IS NOT NULL
                                                       LIMIT 100000) a)""").execute())
                .map(rows -> rows.iterator().next())
                .subscribe()
                .with(
                        row -> {
                            RelayMetrics metrics = parts.metrics();
                            metrics.backlog.set(row.getLong(0));
                            metrics.oldestSeconds.set(row.getLong(1));
                            metrics.setAside.set(row.getLong(2));
                        },
                        failure -> LOG.debug("The outbox could not be measured", failure));
    }
}
