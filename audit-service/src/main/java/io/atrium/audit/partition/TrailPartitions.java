package io.atrium.audit.partition;

import io.atrium.kit.partition.PartitionUpkeep;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;

/** Has the partitions of the coming months made. */
@ApplicationScoped
public class TrailPartitions {

    private static final Logger LOG = Logger.getLogger(TrailPartitions.class);
    private static final int MONTHS_AHEAD = 3;

    private final PartitionUpkeep upkeep;

    TrailPartitions(PartitionUpkeep upkeep) {
        this.upkeep = upkeep;
    }

    void start(@Observes StartupEvent event) {
        upkeep.keep("the audit trail", TrailPartitions::make);
    }

    private static Uni<Void> make(SqlConnection connection) {
        return connection
                .preparedQuery("SELECT audit_ensure_months($1)")
                .execute(Tuple.of(MONTHS_AHEAD))
                .map(rows -> rows.iterator().next().getInteger(0))
                .invoke(made -> {
                    if (made > 0) {
                        LOG.infof("Created %d monthly partitions", made);
                    }
                })
                .replaceWithVoid();
    }
}
