package io.atrium.integration.sync;

import io.atrium.integration.provider.ProviderException;
import io.atrium.integration.provider.ProviderFault;
import io.atrium.integration.work.WorkItem;
import io.atrium.integration.work.WorkQueue;
import io.atrium.kit.outbox.AuditEvent;
import io.atrium.kit.outbox.AuditEvents;
import io.atrium.kit.tenancy.IngestTransaction;
import io.atrium.kit.tenancy.TenantScope;
import io.atrium.kit.tenancy.TenantTransaction;
import io.atrium.kit.time.Backoff;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Set;
import org.jboss.logging.Logger;

/** What becomes of a step whose provider failed: it waits and is taken up again, or it has failed. */
@ApplicationScoped
class SyncFailures {

    private static final Logger LOG = Logger.getLogger(SyncFailures.class);
    private static final int BAD_REQUEST = 400;
    private static final int GONE = 410;

    private final IngestTransaction transaction;
    private final TenantTransaction tenant;
    private final SyncProgress progress;
    private final WorkQueue queue;
    private final AuditEvents audit;
    private final SyncConfig config;

    SyncFailures(
            IngestTransaction transaction,
            TenantTransaction tenant,
            SyncProgress progress,
            WorkQueue queue,
            AuditEvents audit,
            SyncConfig config) {
        this.transaction = transaction;
        this.tenant = tenant;
        this.progress = progress;
        this.queue = queue;
        this.audit = audit;
        this.config = config;
    }

    /** Answers whether the job goes on with its next step. */
    Uni<Boolean> handle(WorkItem item, SyncStep begun, ProviderException failure) {
        LOG.debugf("Sync job %s: %s", item.ref(), failure.getMessage());
        return transaction
                .run(
                        Set.of(item.organizationId()),
                        connection -> queue.renew(connection, item)
                                .chain(() -> progress.begin(connection, begun.organizationId(), begun.jobId()))
                                .chain(step -> decide(connection, item, step.orElse(begun), failure)))
                .call(() -> failure.fault() == ProviderFault.ADDRESS_REFUSED
                        ? auditRefusal(begun)
                        : Uni.createFrom().voidItem());
    }

    private Uni<Boolean> decide(SqlConnection connection, WorkItem item, SyncStep step, ProviderException failure) {
        if (failure.fault() == ProviderFault.TOO_MANY_CALLS) {
            // Not the provider's: it is this process that has no room, and the attempt does not count.
            return queue.postpone(connection, item, delay(step, failure)).replaceWith(false);
        }
        boolean again =
                failure.fault().isPassing() || (isLostCursor(step, failure) && step.rewinds() < config.maxRewinds());
        if (!again || step.attempts() + 1 >= config.maxAttempts()) {
            return progress.endStep(
                            connection,
                            step,
                            SyncStatus.FAILED,
                            0,
                            failure.fault().code(),
                            failure.getMessage())
                    .replaceWith(true);
        }
        Uni<Void> rewound = isLostCursor(step, failure)
                ? progress.rewind(connection, step)
                : Uni.createFrom().voidItem();
        return rewound.chain(() ->
                        progress.await(connection, step, failure.fault().code(), String.valueOf(failure.getMessage())))
                .chain(() -> queue.postpone(connection, item, delay(step, failure)))
                .replaceWith(false);
    }

    private static boolean isLostCursor(SyncStep step, ProviderException failure) {
        return step.cursor() != null && (failure.status() == BAD_REQUEST || failure.status() == GONE);
    }

    private Duration delay(SyncStep step, ProviderException failure) {
        Duration jittered = new Backoff(config.firstDelay(), config.longestDelay()).withFullJitter(step.attempts() + 1);
        return failure.retryAfter()
                .filter(asked -> asked.compareTo(jittered) > 0)
                .orElse(jittered);
    }

    private Uni<Void> auditRefusal(SyncStep step) {
        return tenant.run(
                TenantScope.system(step.organizationId(), null),
                () -> audit.record(AuditEvent.denied(
                        "provider.address_refused", "integration", step.kind().provider())));
    }
}
