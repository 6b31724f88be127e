package io.atrium.audit.storage;

import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Has the partitions of the coming months made, at the start and from then on; rows have a place without it, too. */
@ApplicationScoped
public class MonthlyPartitions {
    private static final Logger LOG = Logger.getLogger(MonthlyPartitions.class);
    private static final int MONTHS_AHEAD = 3;
    private static final Duration AGAIN = Duration.ofHours(12);
    private static final Duration AFTER_FAILURE = Duration.ofMinutes(1);

    private final Pool worker;
    private final Vertx vertx;
    private volatile boolean stopped;

    MonthlyPartitions(@ReactiveDataSource("worker") Pool worker, Vertx vertx) {
        this.worker = worker;
        this.vertx = vertx;
    }

    void start(@Observes StartupEvent event) {
        ensure();
    }

    void stop(@Observes ShutdownEvent event) {
        stopped = true;
    }

    private void ensure() {
        if (stopped) {
            return;
        }
        worker.withConnection(connection -> connection
                        .preparedQuery("SELECT audit_ensure_months($1)")
                        .execute(Tuple.of(MONTHS_AHEAD)))
                .map(rows -> rows.iterator().next().getInteger(0))
                .subscribe()
                .with(this::made, this::failed);
    }

    private void made(int partitions) {
        if (partitions > 0) {
            LOG.infof("Made %d monthly partitions", partitions);
        }
        vertx.setTimer(AGAIN.toMillis(), timer -> ensure());
    }

    private void failed(Throwable failure) {
        if (!stopped) {
            LOG.warnf("The coming months' partitions were not made, trying again: %s", failure.toString());
            vertx.setTimer(AFTER_FAILURE.toMillis(), timer -> ensure());
        }
    }
}
