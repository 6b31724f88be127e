package io.atrium.audit.ingest;

import io.atrium.kit.consumer.BatchHandler;
import io.atrium.kit.event.UnreadableEventException;
import io.atrium.kit.inbox.Inbox;
import io.atrium.kit.inbox.InboxEntry;
import io.atrium.kit.tenancy.IngestTransaction;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Appends a batch of changes to the chains of its organizations, each event once.
 *
 * <p>Four round trips, however large the batch: the transaction's beginning with the inbox's claims, the heads' locks,
 * the links with payloads and new heads, the commit. Two when all of the batch is known already.
 *
 * <p>An organization whose chain cannot take its changes now holds nobody: they go to its {@link Backlog}, in the same
 * transaction when that is seen by the heads' locks, otherwise in one of its own after the batch was halved by
 * organizations until the one that fails was alone.
 */
@ApplicationScoped
class ChangesHandler implements BatchHandler<Change> {
    private static final String CONSUMER = "audit-service";

    private final IngestTransaction transaction;
    private final Inbox inbox;
    private final ChainAppender appender;
    private final Backlog backlog;
    private final BacklogDrainer drainer;
    private final IngestConfig config;
    private final Counter appended;
    private final Counter postponed;
    private final Counter duplicates;

    ChangesHandler(
            IngestTransaction transaction,
            Inbox inbox,
            ChainAppender appender,
            Backlog backlog,
            BacklogDrainer drainer,
            IngestConfig config,
            MeterRegistry meters) {
        this.transaction = transaction;
        this.inbox = inbox;
        this.appender = appender;
        this.backlog = backlog;
        this.drainer = drainer;
        this.config = config;
        this.appended = counter(meters, "atrium.audit.appended", "Changes that were appended to a chain");
        this.postponed = counter(meters, "atrium.audit.postponed", "Changes that went to their organization's backlog");
        this.duplicates = counter(meters, "atrium.audit.duplicates", "Changes that were appended already");
    }

    private static Counter counter(MeterRegistry meters, String name, String description) {
        return Counter.builder(name).description(description).register(meters);
    }

    @Override
    public Change parse(ConsumerRecord<byte[], byte[]> record) throws UnreadableEventException {
        return ChangeParser.parse(record);
    }

    @Override
    public @Nullable String traceParent(Change change) {
        return change.traceParent();
    }

    @Override
    public Uni<Void> process(List<Change> changes) {
        return inOneTransaction(changes)
                .onFailure(failure -> ChainFaults.reason(failure).isPresent())
                .recoverWithUni(failure -> apart(changes, failure));
    }

    private Uni<Void> inOneTransaction(List<Change> changes) {
        return transaction
                .run(
                        organizations(changes),
                        connection -> claim(connection, changes).chain(fresh -> append(connection, fresh)))
                .invoke(done -> count(changes.size(), done))
                .replaceWithVoid();
    }

    /** Halves the batch by organizations; one that is alone with its failing chain has its changes stored. */
    private Uni<Void> apart(List<Change> changes, Throwable failure) {
        List<UUID> organizations =
                changes.stream().map(Change::organizationId).distinct().toList();
        if (organizations.size() == 1) {
            return store(changes, ChainFaults.reason(failure).orElseThrow());
        }
        Set<UUID> half = new HashSet<>(organizations.subList(0, organizations.size() / 2));
        return process(changes.stream()
                        .filter(each -> half.contains(each.organizationId()))
                        .toList())
                .chain(() -> process(changes.stream()
                        .filter(each -> !half.contains(each.organizationId()))
                        .toList()));
    }

    private Uni<Void> store(List<Change> changes, WaitReason reason) {
        Map<UUID, WaitReason> reasons = Map.of(changes.get(0).organizationId(), reason);
        return transaction
                .run(
                        organizations(changes),
                        connection -> claim(connection, changes)
                                .chain(fresh ->
                                        backlog.add(connection, fresh).replaceWith(new Done(0, fresh.size(), reasons))))
                .invoke(done -> count(changes.size(), done))
                .replaceWithVoid();
    }

    private Uni<List<Change>> claim(SqlConnection connection, List<Change> changes) {
        List<InboxEntry> entries = changes.stream().map(Change::inboxEntry).toList();
        return inbox.claim(connection, CONSUMER, entries).map(claimed -> {
            Set<InboxEntry> left = new HashSet<>(claimed);
            return changes.stream()
                    .filter(each -> left.remove(each.inboxEntry()))
                    .toList();
        });
    }

    private Uni<Done> append(SqlConnection connection, List<Change> fresh) {
        if (fresh.isEmpty()) {
            return Uni.createFrom().item(new Done(0, 0, Map.of()));
        }
        UUID[] organizations = organizations(fresh).toArray(UUID[]::new);
        return ChainHeads.lock(connection, organizations).chain(heads -> append(connection, fresh, heads));
    }

    /** Both statements share a round trip. */
    private Uni<Done> append(SqlConnection connection, List<Change> fresh, ChainHeads heads) {
        Map<UUID, WaitReason> reasons = new LinkedHashMap<>(heads.waiting());
        Map<UUID, Integer> taken = new HashMap<>();
        List<Change> now = new ArrayList<>(fresh.size());
        List<Change> later = new ArrayList<>();
        for (Change each : fresh) {
            UUID organization = each.organizationId();
            if (heads.waiting().containsKey(organization)) {
                later.add(each);
            } else if (taken.merge(organization, 1, Integer::sum) > config.share()) {
                later.add(each);
                reasons.put(organization, WaitReason.OVER_SHARE);
            } else {
                now.add(each);
            }
        }
        return Uni.combine()
                .all()
                .unis(appender.append(connection, now, heads.locked()), backlog.add(connection, later))
                .discardItems()
                .replaceWith(new Done(now.size(), later.size(), reasons));
    }

    private void count(int all, Done done) {
        appended.increment(done.appended());
        postponed.increment(done.postponed());
        duplicates.increment(all - (double) done.appended() - done.postponed());
        drainer.waits(done.reasons());
    }

    private static Set<UUID> organizations(List<Change> changes) {
        Set<UUID> organizations = new HashSet<>();
        changes.forEach(each -> organizations.add(each.organizationId()));
        return organizations;
    }

    /** What became of a transaction's changes. */
    private record Done(int appended, int postponed, Map<UUID, WaitReason> reasons) {}
}
