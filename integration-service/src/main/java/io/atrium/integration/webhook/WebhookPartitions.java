package io.atrium.integration.webhook;

import io.atrium.kit.partition.PartitionUpkeep;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Has the months of the inbox and the event store made ahead, and those past their retention dropped. */
@ApplicationScoped
class WebhookPartitions {

    private static final Logger LOG = Logger.getLogger(WebhookPartitions.class);
    private static final String MAKE = "SELECT webhook_make_partitions()";
    private static final String DROP =
            "SELECT dropped, overdue FROM webhook_drop_partitions(make_interval(secs => $1), make_interval(secs => $2))";

    private final PartitionUpkeep upkeep;
    private final WebhookConfig config;
    private final AtomicLong overdue = new AtomicLong();

    WebhookPartitions(PartitionUpkeep upkeep, WebhookConfig config, MeterRegistry registry) {
        this.upkeep = upkeep;
        this.config = config;
        Gauge.builder("atrium.webhook.overdue", overdue, AtomicLong::get)
                .description("Events that wait for their effect and are older than events are kept")
                .register(registry);
    }

    void start(@Observes StartupEvent event) {
        upkeep.keep("webhooks", this::keep);
    }

    /** Making comes first: a month that cannot be dropped now keeps none from being made. */
    Uni<Void> keep(SqlConnection connection) {
        return connection
                .query(MAKE)
                .execute()
                .invoke(rows -> made(rows.iterator().next().getLong(0)))
                .chain(() -> connection
                        .preparedQuery(DROP)
                        .execute(Tuple.of(
                                seconds(config.inboxRetention()),
                                seconds(config.eventRetention().orElse(null)))))
                .invoke(rows -> dropped(rows.iterator().next()))
                .replaceWithVoid();
    }

    private static void made(long partitions) {
        if (partitions > 0) {
            LOG.infof("Created %d monthly partitions of webhook events", partitions);
        }
    }

    private void dropped(Row row) {
        String[] names = row.getArrayOfStrings("dropped");
        if (names != null) {
            LOG.infof("Dropped partitions past their retention: %s", String.join(", ", names));
        }
        long waiting = row.getLong("overdue");
        if (overdue.getAndSet(waiting) == 0 && waiting > 0) {
            LOG.warnf("%d webhooks wait for their effect and are older than events are kept; they stay", waiting);
        }
    }

    private static @Nullable Double seconds(@Nullable Duration duration) {
        return duration == null ? null : (double) duration.toSeconds();
    }
}
