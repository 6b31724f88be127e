package io.atrium.integration.provisioning;

import io.atrium.integration.work.WorkHandler;
import io.atrium.integration.work.WorkItem;
import io.atrium.integration.work.WorkKind;
import io.atrium.integration.work.WorkQueue;
import io.atrium.kit.database.Outages;
import io.atrium.kit.tenancy.IngestTransaction;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Provisioning that failed for one organization is due work of that organization: the others' goes on. */
@ApplicationScoped
class ParkedProvisioning implements WorkHandler {

    private static final Logger LOG = Logger.getLogger(ParkedProvisioning.class);
    private static final String REF = "builtin";
    private static final Duration AFTER_FAILURES = Duration.ofHours(1);

    private final Provisioning provisioning;
    private final IngestTransaction ingest;
    private final WorkQueue queue;
    private final Counter parked;

    ParkedProvisioning(Provisioning provisioning, IngestTransaction ingest, WorkQueue queue, MeterRegistry registry) {
        this.provisioning = provisioning;
        this.ingest = ingest;
        this.queue = queue;
        this.parked = Counter.builder("atrium.provisioning.parked")
                .description("Organizations whose integrations could not be made at once")
                .register(registry);
    }

    /** With a consumer's connection: the organization's own share of the others may be what it lacks. */
    Uni<Void> park(UUID organizationId, Throwable failure) {
        if (Outages.isOfShare(failure)) {
            LOG.warnf(
                    "The integrations of organization %s are created later: %s", organizationId, failure.getMessage());
        } else {
            LOG.errorf(
                    failure, "The integrations of organization %s could not be created, trying again", organizationId);
        }
        parked.increment();
        return ingest.run(
                Set.of(organizationId),
                connection -> queue.enqueue(
                        connection,
                        WorkKind.PROVISIONING,
                        List.of(new WorkQueue.NewWork(organizationId, REF, Duration.ZERO))));
    }

    @Override
    public WorkKind kind() {
        return WorkKind.PROVISIONING;
    }

    @Override
    public Uni<Void> run(WorkItem item) {
        return provisioning
                .provision(item.organizationId())
                .chain(() -> ingest.run(Set.of(item.organizationId()), connection -> queue.complete(connection, item)));
    }

    /** The organization may have been given room for it meanwhile: it is tried again, slowly. */
    @Override
    public Uni<Void> giveUp(WorkItem item) {
        return ingest.run(
                Set.of(item.organizationId()), connection -> queue.postpone(connection, item, AFTER_FAILURES));
    }
}
