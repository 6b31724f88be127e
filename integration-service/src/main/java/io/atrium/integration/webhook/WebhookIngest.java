package io.atrium.integration.webhook;

import static java.util.Objects.requireNonNull;

import io.atrium.integration.record.AppliedChanges;
import io.atrium.integration.record.DatabaseFaults;
import io.atrium.integration.record.RecordChange;
import io.atrium.integration.record.RecordStore;
import io.atrium.integration.work.WorkKind;
import io.atrium.integration.work.WorkQueue;
import io.atrium.integration.work.WorkQueue.NewWork;
import io.atrium.kit.database.Outages;
import io.atrium.kit.outbox.Outbox;
import io.atrium.kit.tenancy.IngestTransaction;
import io.smallrye.mutiny.CompositeException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Stores webhooks with their effects: one transaction a batch, three statements of it, whatever the batch's size. The
 * event store is the inbox: only an event that it did not hold has an effect.
 */
@ApplicationScoped
class WebhookIngest {

    private static final Logger LOG = Logger.getLogger(WebhookIngest.class);

    private final IngestTransaction transaction;
    private final WebhookInterpreter interpreter;
    private final WebhookStore store;
    private final RecordStore records;
    private final WorkQueue queue;
    private final Outbox outbox;
    private final RetrySchedule schedule;

    WebhookIngest(
            IngestTransaction transaction,
            WebhookInterpreter interpreter,
            WebhookStore store,
            RecordStore records,
            WorkQueue queue,
            Outbox outbox,
            RetrySchedule schedule) {
        this.transaction = transaction;
        this.interpreter = interpreter;
        this.store = store;
        this.records = records;
        this.queue = queue;
        this.outbox = outbox;
        this.schedule = schedule;
    }

    /**
     * All or nothing. A single event whose effect the database refuses is stored without it, to be tried again or as a
     * dead letter; several fail, for the caller to find the one.
     */
    Uni<Void> ingest(List<ReceivedWebhook> batch) {
        List<Interpretation> events = batch.stream().map(interpreter::interpret).toList();
        Uni<Void> stored = transaction.run(organizations(events), connection -> store(connection, events));
        return events.size() > 1
                ? stored
                : stored.onFailure(failure -> !Outages.isOutage(failure))
                        .recoverWithUni(failure -> storeFailed(events.get(0), failure));
    }

    private Uni<Void> store(SqlConnection connection, List<Interpretation> events) {
        return store.insert(connection, events).chain(placed -> effects(connection, events, placed));
    }

    /** Sent together: the connection pipelines them. */
    private Uni<Void> effects(
            SqlConnection connection, List<Interpretation> events, Map<UUID, WebhookStore.Placed> placed) {
        Set<UUID> left = new LinkedHashSet<>(placed.keySet());
        List<Interpretation> fresh = events.stream()
                .filter(event -> left.remove(event.webhook().eventId()))
                .map(event -> event.at(sequence(placed, event)))
                .toList();
        List<RecordChange> changes = fresh.stream()
                .filter(event -> state(placed, event) == WebhookState.PROCESSED)
                .map(Interpretation::change)
                .filter(change -> change != null)
                .toList();
        List<WebhookUsage> ended = fresh.stream()
                .filter(event -> state(placed, event) != WebhookState.PARKED)
                .map(event -> usage(event, event.firstState()))
                .toList();
        List<NewWork> parked = fresh.stream()
                .filter(event -> state(placed, event) == WebhookState.PARKED)
                .map(event -> new NewWork(event.webhook().organizationId(), event.chain(), Duration.ZERO))
                .distinct()
                .toList();
        return Uni.join()
                .all(
                        records.apply(connection, changes)
                                .chain(applied -> store.superseded(connection, superseded(fresh, applied))),
                        outbox.publish(connection, WebhookUsage.messages(ended)),
                        queue.enqueue(connection, WorkKind.WEBHOOK_CHAIN, parked))
                .andCollectFailures()
                .onFailure(CompositeException.class)
                .transform(failure -> ((CompositeException) failure).getCauses().get(0))
                .replaceWithVoid();
    }

    private static WebhookState state(Map<UUID, WebhookStore.Placed> placed, Interpretation event) {
        return placed(placed, event).state();
    }

    private static long sequence(Map<UUID, WebhookStore.Placed> placed, Interpretation event) {
        return placed(placed, event).sequence();
    }

    private static WebhookStore.Placed placed(Map<UUID, WebhookStore.Placed> placed, Interpretation event) {
        return requireNonNull(placed.get(event.webhook().eventId()), "placed");
    }

    private static List<Interpretation> superseded(List<Interpretation> fresh, AppliedChanges applied) {
        return applied.superseded().isEmpty()
                ? List.of()
                : fresh.stream()
                        .filter(event ->
                                applied.superseded().contains(event.webhook().eventId()))
                        .toList();
    }

    private Uni<Void> storeFailed(Interpretation event, Throwable failure) {
        boolean dead = DatabaseFaults.isForever(failure) || schedule.isExhausted(1);
        WebhookState state = dead ? WebhookState.DEAD : WebhookState.RETRY;
        Duration delay = dead ? Duration.ZERO : schedule.after(1);
        String reason = DatabaseFaults.describe(failure);
        LOG.debugf(failure, "Webhook %s had no effect", event.webhook().eventId());
        return transaction.run(
                organizations(List.of(event)),
                connection -> store.insertFailed(connection, event, state, reason, delay)
                        .chain(fresh -> fresh
                                ? failed(connection, event, state, delay)
                                : Uni.createFrom().voidItem()));
    }

    private Uni<Void> failed(SqlConnection connection, Interpretation event, WebhookState state, Duration delay) {
        return state == WebhookState.DEAD
                ? outbox.publish(connection, WebhookUsage.messages(List.of(usage(event, state))))
                : queue.enqueue(
                        connection,
                        WorkKind.WEBHOOK_CHAIN,
                        List.of(new NewWork(event.webhook().organizationId(), event.chain(), delay)));
    }

    static WebhookUsage usage(Interpretation event, WebhookState state) {
        return new WebhookUsage(
                event.webhook().organizationId(), event.webhook().source(), state);
    }

    private static Set<UUID> organizations(List<Interpretation> events) {
        return events.stream()
                .map(event -> event.webhook().organizationId())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
