package io.atrium.integration.webhook;

import static java.util.Objects.requireNonNull;

import io.atrium.integration.record.AppliedChanges;
import io.atrium.integration.record.DatabaseFaults;
import io.atrium.integration.record.Parsing;
import io.atrium.integration.record.RecordChange;
import io.atrium.integration.record.RecordStore;
import io.atrium.integration.work.WorkKind;
import io.atrium.integration.work.WorkQueue;
import io.atrium.integration.work.WorkQueue.NewWork;
import io.atrium.integration.work.Worker;
import io.atrium.kit.database.Batches;
import io.atrium.kit.database.Outages;
import io.atrium.kit.outbox.Outbox;
import io.atrium.kit.tenancy.IngestTransaction;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.CompositeException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Stores webhooks with their effects: one transaction a batch, three statements of it, whatever the batch's size. The
 * event store is the inbox: only an event that it did not hold has an effect. What exceeds an organization's share of
 * the batch is stored without its effect, which {@link WebhookBacklog} brings about in the organization's turn.
 */
@ApplicationScoped
class WebhookIngest {

    private static final Logger LOG = Logger.getLogger(WebhookIngest.class);

    private final IngestTransaction transaction;
    private final WebhookInterpreter interpreter;
    private final WebhookStore store;
    private final RecordStore records;
    private final WorkQueue queue;
    private final Worker worker;
    private final Outbox outbox;
    private final WebhookEnds ends;
    private final WebhookShares shares;
    private final BacklogPace pace;
    private final Parsing parsing;
    private final Counter duplicates;
    private final Counter deferred;

    WebhookIngest(
            IngestTransaction transaction,
            WebhookInterpreter interpreter,
            WebhookStore store,
            RecordStore records,
            WorkQueue queue,
            Worker worker,
            Outbox outbox,
            WebhookEnds ends,
            WebhookShares shares,
            BacklogPace pace,
            Parsing parsing,
            MeterRegistry registry) {
        this.transaction = transaction;
        this.interpreter = interpreter;
        this.store = store;
        this.records = records;
        this.queue = queue;
        this.worker = worker;
        this.outbox = outbox;
        this.ends = ends;
        this.shares = shares;
        this.pace = pace;
        this.parsing = parsing;
        this.duplicates = Counter.builder("atrium.webhook.duplicates")
                .description("Deliveries of events that were stored already")
                .register(registry);
        this.deferred = Counter.builder("atrium.webhook.deferred")
                .description("Events beyond their organization's share of a batch, stored to have their effect later")
                .register(registry);
    }

    /**
     * Applies the batch; a failure that is no outage stays with the organization whose events caused it. A batch may be
     * given again, in whole or in part.
     */
    Uni<Void> ingest(List<ReceivedWebhook> batch) {
        List<ReceivedWebhook> events = withoutDuplicates(batch);
        duplicates.increment(batch.size() - events.size());
        long bytes = events.stream().mapToLong(event -> event.payload().length).sum();
        return parsing.read(
                        bytes, () -> events.stream().map(interpreter::interpret).toList())
                .chain(this::storeAll);
    }

    /** Of the deliveries of one event the first. */
    private static List<ReceivedWebhook> withoutDuplicates(List<ReceivedWebhook> batch) {
        Map<Key, ReceivedWebhook> first = new LinkedHashMap<>();
        batch.forEach(webhook -> first.putIfAbsent(new Key(webhook.organizationId(), webhook.eventId()), webhook));
        return List.copyOf(first.values());
    }

    private record Key(UUID organizationId, UUID eventId) {}

    private Uni<Void> storeAll(List<Interpretation> events) {
        return store(events, shares.exceeding(events))
                .onFailure(failure -> !Outages.isOutage(failure))
                .recoverWithUni(failure -> organizations(events).size() > 1
                        ? Batches.inOrder(byOrganization(events), this::storeAll)
                        : isolate(events, failure));
    }

    private static List<List<Interpretation>> byOrganization(List<Interpretation> events) {
        return List.copyOf(events.stream()
                .collect(Collectors.groupingBy(
                        event -> event.webhook().organizationId(), LinkedHashMap::new, Collectors.toList()))
                .values());
    }

    /** Of one organization: which event it is, its backlog finds out, and nobody else waits for it. */
    private Uni<Void> isolate(List<Interpretation> events, Throwable failure) {
        return events.size() == 1 ? storeFailed(events.get(0), failure) : store(events, Set.copyOf(withEffect(events)));
    }

    private static List<Interpretation> withEffect(List<Interpretation> events) {
        return events.stream().filter(event -> event.change() != null).toList();
    }

    private Uni<Void> store(List<Interpretation> events, Set<Interpretation> later) {
        return transaction
                .run(
                        organizations(events),
                        connection -> store.insert(connection, events, later)
                                .chain(placed -> effects(connection, events, placed)))
                .invoke(this::count)
                .replaceWithVoid();
    }

    private void count(Stored stored) {
        duplicates.increment(stored.duplicates());
        deferred.increment(stored.deferred());
        boolean flooded = stored.deferred() > 0 && !pace.exceeded();
        if (stored.parked() && !flooded) {
            worker.wake();
        }
    }

    /** @param parked whether there are events that wait for their effect */
    private record Stored(int duplicates, int deferred, boolean parked) {}

    /** Sent together: the connection pipelines them. */
    private Uni<Stored> effects(
            SqlConnection connection, List<Interpretation> events, Map<UUID, WebhookStore.Placed> placed) {
        Set<UUID> left = new LinkedHashSet<>(placed.keySet());
        List<Interpretation> fresh = events.stream()
                .filter(event -> left.remove(event.webhook().eventId()))
                .map(event -> event.at(placed(placed, event).sequence()))
                .toList();
        List<Interpretation> ended = new ArrayList<>(fresh.size());
        Set<NewWork> chains = new LinkedHashSet<>();
        Set<UUID> backlogs = new LinkedHashSet<>();
        int waiting = 0;
        for (Interpretation event : fresh) {
            WebhookStore.Placed place = placed(placed, event);
            UUID organization = event.webhook().organizationId();
            if (place.state() != WebhookState.PARKED) {
                ended.add(event);
            } else if (place.backlog()) {
                waiting++;
                backlogs.add(organization);
            } else {
                chains.add(new NewWork(organization, event.chain(), Duration.ZERO));
            }
        }
        List<RecordChange> changes = ended.stream()
                .filter(event -> event.firstState() == WebhookState.PROCESSED)
                .map(Interpretation::change)
                .filter(Objects::nonNull)
                .toList();
        List<WebhookUsage> usage = ended.stream()
                .map(event -> WebhookUsage.of(event, event.firstState()))
                .toList();
        // Work before records, the order in which the worker takes its locks.
        return Uni.join()
                .all(
                        queue.enqueue(connection, WorkKind.WEBHOOK_CHAIN, List.copyOf(chains)),
                        queue.ensure(connection, WorkKind.WEBHOOK_BACKLOG, WebhookBacklog.REF, backlogs),
                        records.apply(connection, changes)
                                .chain(applied -> store.superseded(connection, superseded(ended, applied))),
                        outbox.publish(connection, WebhookUsage.messages(usage)))
                .andCollectFailures()
                .onFailure(CompositeException.class)
                .transform(failure -> ((CompositeException) failure).getCauses().get(0))
                .replaceWith(
                        new Stored(events.size() - fresh.size(), waiting, !chains.isEmpty() || !backlogs.isEmpty()));
    }

    private static WebhookStore.Placed placed(Map<UUID, WebhookStore.Placed> placed, Interpretation event) {
        return requireNonNull(placed.get(event.webhook().eventId()), "placed");
    }

    private static List<Interpretation> superseded(List<Interpretation> ended, AppliedChanges applied) {
        return applied.superseded().isEmpty()
                ? List.of()
                : ended.stream()
                        .filter(event ->
                                applied.superseded().contains(event.webhook().eventId()))
                        .toList();
    }

    private Uni<Void> storeFailed(Interpretation event, Throwable failure) {
        WebhookEnds.Verdict verdict = ends.verdict(failure, 1);
        String reason = DatabaseFaults.describe(failure);
        LOG.debugf(failure, "Webhook %s had no effect", event.webhook().eventId());
        return transaction.run(
                organizations(List.of(event)),
                connection -> store.insertFailed(connection, event, verdict.state(), reason, verdict.delay())
                        .chain(fresh -> fresh
                                ? failed(connection, event, verdict)
                                : Uni.createFrom().voidItem()));
    }

    private Uni<Void> failed(SqlConnection connection, Interpretation event, WebhookEnds.Verdict verdict) {
        return verdict.state() == WebhookState.DEAD
                ? outbox.publish(connection, WebhookUsage.messages(List.of(WebhookUsage.of(event, verdict.state()))))
                : queue.enqueue(
                        connection,
                        WorkKind.WEBHOOK_CHAIN,
                        List.of(new NewWork(event.webhook().organizationId(), event.chain(), verdict.delay())));
    }

    private static Set<UUID> organizations(List<Interpretation> events) {
        return events.stream()
                .map(event -> event.webhook().organizationId())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
