package io.atrium.integration.sync;

import io.atrium.integration.provider.ProviderException;
import io.atrium.integration.provider.ProviderFault;
import io.atrium.integration.record.DatabaseFaults;
import io.atrium.integration.record.RecordChange;
import io.atrium.integration.record.RecordStore;
import io.atrium.integration.work.LeaseLostException;
import io.atrium.integration.work.WorkItem;
import io.atrium.integration.work.WorkQueue;
import io.atrium.kit.database.Outages;
import io.atrium.kit.tenancy.IngestTransaction;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Stores the pages of a sync: each in one transaction that also renews the lease, moves the cursor and counts. What the
 * database refuses of a page is set apart, so that one record does not fail the others. After the last page of a full run,
 * what it has not met is deleted, in transactions of its own, unless that is too much to believe.
 */
@ApplicationScoped
class SyncPageStore {

    static final int DELETED_AT_ONCE = 1_000;

    private final IngestTransaction transaction;
    private final SyncProgress progress;
    private final RecordStore records;
    private final WorkQueue queue;
    private final SyncConfig config;

    SyncPageStore(
            IngestTransaction transaction,
            SyncProgress progress,
            RecordStore records,
            WorkQueue queue,
            SyncConfig config) {
        this.transaction = transaction;
        this.progress = progress;
        this.records = records;
        this.queue = queue;
        this.config = config;
    }

    /** Answers the cursor of the next page. */
    Uni<Optional<String>> store(WorkItem item, SyncStep step, SyncPage page) {
        return write(
                        item,
                        connection -> queue.renew(connection, item)
                                .chain(() -> records.apply(connection, page.changes()))
                                .chain(changed -> advance(connection, step, page, changed.rows())))
                .onFailure(SyncPageStore::isOfRecords)
                .recoverWithUni(failure -> storeApart(item, step, page, failure));
    }

    private Uni<Optional<String>> advance(SqlConnection connection, SyncStep step, SyncPage page, int changed) {
        String next = page.nextCursor();
        return progress.advance(connection, step, next, page, changed)
                .chain(() -> step.full()
                        ? seen(connection, step, page)
                        : Uni.createFrom().voidItem())
                .chain(() -> next == null
                        ? complete(connection, step)
                        : Uni.createFrom().voidItem())
                .replaceWith(() -> Optional.ofNullable(next));
    }

    private static boolean isOfRecords(Throwable failure) {
        return !(failure instanceof ProviderException)
                && !(failure instanceof LeaseLostException)
                && !Outages.isOutage(failure);
    }

    /** A record that the database refuses fails alone: it is counted, and the others are stored. */
    private Uni<Optional<String>> storeApart(WorkItem item, SyncStep step, SyncPage page, Throwable failure) {
        return apart(item, page.changes()).chain(stored -> {
            int refused = stored.refused();
            if (refused == 0 || refused > page.changes().size() / 2) {
                return Uni.createFrom().failure(refused == 0 ? failure : unusable(failure));
            }
            return write(
                    item,
                    connection -> queue.renew(connection, item)
                            .chain(() -> advance(connection, step, page.without(refused), stored.changed())));
        });
    }

    /** What came of changes that were stored in several transactions. */
    private record Stored(int changed, int refused) {

        Stored plus(Stored other) {
            return new Stored(changed + other.changed, refused + other.refused);
        }
    }

    private Uni<Stored> apart(WorkItem item, List<RecordChange> changes) {
        return write(
                        item,
                        connection -> queue.renew(connection, item)
                                .chain(() -> records.apply(connection, changes))
                                .map(applied -> new Stored(applied.rows(), 0)))
                .onFailure(SyncPageStore::isOfRecords)
                .recoverWithUni(failure -> {
                    if (changes.size() <= 1) {
                        return Uni.createFrom().item(new Stored(0, 1));
                    }
                    int half = changes.size() / 2;
                    return apart(item, changes.subList(0, half))
                            .chain(first -> apart(item, changes.subList(half, changes.size()))
                                    .map(first::plus));
                });
    }

    private Uni<Void> seen(SqlConnection connection, SyncStep step, SyncPage page) {
        return records.seen(
                connection,
                step.organizationId(),
                step.kind(),
                page.changes().stream().map(RecordChange::externalId).toList());
    }

    /** After the last page: what a full run has not met is gone, unless that is too much to believe. */
    private Uni<Void> complete(SqlConnection connection, SyncStep step) {
        if (!step.full()) {
            return succeed(connection, step);
        }
        return records.countUnseen(connection, step.organizationId(), step.kind(), step.startedAt())
                .chain(unseen -> {
                    if (unseen.unseen() == 0) {
                        return succeed(connection, step);
                    }
                    return isTooMuch(unseen) ? hold(connection, step, unseen) : progress.approve(connection, step);
                });
    }

    private boolean isTooMuch(RecordStore.Unseen unseen) {
        return unseen.unseen() > Math.max(config.heldAbove(), unseen.live() * config.heldAboveShare());
    }

    private Uni<Void> hold(SqlConnection connection, SyncStep step, RecordStore.Unseen unseen) {
        return progress.endStep(
                connection,
                step,
                SyncStatus.HELD,
                0,
                "too_many_deletions",
                "The provider no longer has " + unseen.unseen() + " of " + unseen.live() + " records");
    }

    private Uni<Void> succeed(SqlConnection connection, SyncStep step) {
        return progress.endStep(connection, step, SyncStatus.SUCCEEDED, 0, null, null)
                .chain(() -> progress.watermark(connection, step));
    }

    /**
     * Deletes some of what a run has found gone, in one transaction that does not last long. It locks them in the order of
     * their ids, as everybody does, and nothing that a page has locked before.
     *
     * @param after the id behind which to begin; no id is empty
     * @return the last id that was deleted, if there may be more
     */
    Uni<Optional<String>> deleteUnseen(WorkItem item, SyncStep step, String after) {
        return write(
                        item,
                        connection -> queue.renew(connection, item)
                                .chain(() -> records.deleteUnseen(
                                        connection,
                                        step.organizationId(),
                                        step.kind(),
                                        step.startedAt(),
                                        step.jobId(),
                                        after,
                                        DELETED_AT_ONCE))
                                .call(deleted -> progress.deleted(connection, step, deleted.size())))
                .map(deleted -> deleted.size() < DELETED_AT_ONCE
                        ? Optional.empty()
                        : Optional.of(deleted.get(deleted.size() - 1)));
    }

    /** Ends a step of which everything is deleted. */
    Uni<Void> succeed(WorkItem item, SyncStep step) {
        return write(item, connection -> queue.renew(connection, item).chain(() -> succeed(connection, step)));
    }

    private static ProviderException unusable(Throwable failure) {
        return new ProviderException(ProviderFault.PROVIDER_BAD_RESPONSE, DatabaseFaults.describe(failure));
    }

    private <T> Uni<T> write(WorkItem item, Function<SqlConnection, Uni<T>> work) {
        return transaction.run(Set.of(item.organizationId()), work);
    }
}
