package io.atrium.audit.ingest;

import io.atrium.audit.ingest.Backlog.Waiting;
import io.atrium.kit.database.DatabaseProblems;
import io.atrium.kit.database.Outages;
import io.atrium.kit.tenancy.IngestTransaction;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Appends what waits in the backlogs, one slice of one organization at a time. The lock of the chain's head makes sure
 * that one process works on an organization; nobody waits for it. A change that its chain can never take is set aside
 * with its reason.
 */
@ApplicationScoped
class BacklogDrainer {
    private static final Logger LOG = Logger.getLogger(BacklogDrainer.class);

    private final IngestTransaction transaction;
    private final ChainAppender appender;
    private final Backlog backlog;
    private final BacklogPauses pauses;
    private final IngestConfig.BacklogConfig config;

    BacklogDrainer(
            IngestTransaction transaction,
            ChainAppender appender,
            Backlog backlog,
            BacklogPauses pauses,
            IngestConfig config) {
        this.transaction = transaction;
        this.appender = appender;
        this.backlog = backlog;
        this.pauses = pauses;
        this.config = config.backlog();
    }

    /** Tells why changes of organizations were stored and not appended. */
    void waits(Map<UUID, WaitReason> reasons) {
        reasons.forEach(pauses::begin);
    }

    /**
     * Appends the next slice of an organization's backlog.
     *
     * @return whether anything moved; never a failure, which would hold other organizations
     */
    Uni<Boolean> drain(UUID organization) {
        if (pauses.isPaused(organization)) {
            return Uni.createFrom().item(false);
        }
        return drain(organization, config.slice())
                .onFailure()
                .invoke(failure -> pauses.extend(organization, WaitReason.FAILED))
                .onFailure()
                .invoke(failure ->
                        LOG.debugf(failure, "The backlog of organization %s could not be appended", organization))
                .onFailure()
                .recoverWithItem(false);
    }

    private Uni<Boolean> drain(UUID organization, int count) {
        Attempt attempt = new Attempt();
        return transaction
                .run(Set.of(organization), connection -> slice(connection, organization, count, attempt))
                .onFailure(BacklogDrainer::isOfOrganization)
                .recoverWithUni(failure -> afterFailure(organization, attempt.taken, failure));
    }

    private Uni<Boolean> slice(SqlConnection connection, UUID organization, int count, Attempt attempt) {
        return ChainHeads.lockForBacklog(connection, organization).chain(heads -> {
            WaitReason reason = heads.waiting().get(organization);
            if (reason != null) {
                pauses.extend(organization, reason);
                return Uni.createFrom().item(false);
            }
            return backlog.first(
                            connection, organization, count, config.sliceBytes().asLongValue())
                    .invoke(waiting -> attempt.taken = waiting)
                    .chain(waiting -> append(connection, organization, waiting, heads));
        });
    }

    private Uni<Boolean> append(SqlConnection connection, UUID organization, List<Waiting> waiting, ChainHeads heads) {
        if (waiting.isEmpty()) {
            pauses.end(organization);
            return Uni.createFrom().item(false);
        }
        List<Change> changes = waiting.stream().map(Waiting::change).toList();
        return Uni.combine()
                .all()
                .unis(
                        appender.append(connection, changes, heads.locked()),
                        backlog.remove(connection, organization, waiting))
                .discardItems()
                .replaceWith(true);
    }

    private Uni<Boolean> afterFailure(UUID organization, List<Waiting> tried, Throwable failure) {
        if (ChainFaults.reason(failure).isPresent()) {
            return removeKnown(organization, tried, ChainFaults.reason(failure).orElseThrow());
        }
        if (tried.isEmpty()) {
            return Uni.createFrom().failure(failure);
        }
        return tried.size() > 1
                ? drain(organization, tried.size() / 2)
                : refuse(organization, tried.get(0).position(), failure);
    }

    /** An event that the chain has already is refused as a taken place is; without these the chain may take the rest. */
    private Uni<Boolean> removeKnown(UUID organization, List<Waiting> tried, WaitReason reason) {
        return transaction
                .run(Set.of(organization), connection -> backlog.removeKnown(connection, organization, tried))
                .map(removed -> {
                    if (removed == 0) {
                        pauses.extend(organization, reason);
                    }
                    return removed > 0;
                });
    }

    private Uni<Boolean> refuse(UUID organization, long position, Throwable failure) {
        LOG.errorf(
                failure,
                "The waiting change %d of organization %s cannot be appended and is set aside",
                position,
                organization);
        return transaction
                .run(
                        Set.of(organization),
                        connection -> backlog.refuse(connection, organization, position, failure.toString()))
                .replaceWith(true);
    }

    private static boolean isOfOrganization(Throwable failure) {
        return ChainFaults.reason(failure).isPresent() || isOfChange(failure);
    }

    /** A value that the database refuses, or a defect met by the change; not what every change would meet. */
    private static boolean isOfChange(Throwable failure) {
        return Outages.isOfValue(failure)
                || (!Outages.isOutage(failure)
                        && DatabaseProblems.sqlState(failure).isEmpty());
    }

    /** What a transaction took from the backlog before it failed. */
    private static final class Attempt {
        private List<Waiting> taken = List.of();
    }
}
