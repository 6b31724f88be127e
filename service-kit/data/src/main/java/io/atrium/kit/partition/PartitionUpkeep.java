package io.atrium.kit.partition;

import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import java.time.Duration;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Creates and drops the partitions of a service, at the start and at an interval, as the role {@code worker}, with
 * functions of the owner. If it fails, rows are stored in the default partition.
 */
@ApplicationScoped
public class PartitionUpkeep {

    private static final Logger LOG = Logger.getLogger(PartitionUpkeep.class);

    private final Instance<Pool> worker;
    private final Vertx vertx;
    private final PartitionConfig config;
    private volatile boolean stopped;

    PartitionUpkeep(@ReactiveDataSource("worker") Instance<Pool> worker, Vertx vertx, PartitionConfig config) {
        this.worker = worker;
        this.vertx = vertx;
        this.config = config;
    }

    void stop(@Observes ShutdownEvent event) {
        stopped = true;
    }

    /**
     * Begins to do the work now and again; called once, when the service starts.
     *
     * @param what the partitions, for the log
     * @param work on a connection of its own, each statement a transaction
     */
    public void keep(String what, Function<SqlConnection, Uni<Void>> work) {
        if (stopped) {
            return;
        }
        worker.get().withConnection(work).subscribe().with(done -> again(what, work, config.interval()), failure -> {
            if (!stopped) {
                LOG.warnf(
                        "Partitions of %s could not be created or dropped, trying again: %s", what, failure.toString());
                again(what, work, config.afterFailure());
            }
        });
    }

    private void again(String what, Function<SqlConnection, Uni<Void>> work, Duration after) {
        vertx.setTimer(after.toMillis(), timer -> keep(what, work));
    }
}
