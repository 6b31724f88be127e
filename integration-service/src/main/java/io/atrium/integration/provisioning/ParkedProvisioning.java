package io.atrium.integration.provisioning;

import io.atrium.integration.work.WorkHandler;
import io.atrium.integration.work.WorkItem;
import io.atrium.integration.work.WorkKind;
import io.atrium.integration.work.WorkQueue;
import io.atrium.kit.tenancy.IngestTransaction;
import io.atrium.kit.tenancy.TenantScope;
import io.atrium.kit.tenancy.TenantTransaction;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
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
    private final TenantTransaction transaction;
    private final IngestTransaction ingest;
    private final WorkQueue queue;
    private final Counter parked;

    ParkedProvisioning(
            Provisioning provisioning,
            TenantTransaction transaction,
            IngestTransaction ingest,
            WorkQueue queue,
            MeterRegistry registry) {
        this.provisioning = provisioning;
        this.transaction = transaction;
        this.ingest = ingest;
        this.queue = queue;
        this.parked = Counter.builder("atrium.provisioning.parked")
                .description("Organizations whose integrations could not be made at once")
                .register(registry);
    }

    Uni<Void> park(UUID organizationId, Throwable failure) {
        LOG.errorf(failure, "The integrations of organization %s could not be created, trying again", organizationId);
        parked.increment();
        return transaction.run(
                TenantScope.system(organizationId, null),
                () -> queue.enqueue(organizationId, WorkKind.PROVISIONING, REF, Duration.ZERO));
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
