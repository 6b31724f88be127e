package io.atrium.integration.webhook;

import io.atrium.integration.record.Parsing;
import io.atrium.integration.webhook.WebhookEffects.Stored;
import io.atrium.integration.work.Worker;
import io.atrium.kit.database.Batches;
import io.atrium.kit.database.Outages;
import io.atrium.kit.tenancy.IngestTransaction;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Stores webhooks with their effects: one transaction a batch, four statements of it, whatever the batch's size. The
 * inbox decides: only an event that it did not hold is stored and has an effect. What exceeds an organization's share of
 * the batch is put away as it is, and {@link WebhookBacklog} stores it in the organization's turn.
 */
@ApplicationScoped
class WebhookIngest {

    private static final Logger LOG = Logger.getLogger(WebhookIngest.class);

    private final IngestTransaction transaction;
    private final WebhookInterpreter interpreter;
    private final WebhookEffects effects;
    private final WebhookEnds ends;
    private final Worker worker;
    private final WebhookShares shares;
    private final BacklogPace pace;
    private final Parsing parsing;
    private final Counter duplicates;
    private final Counter deferred;

    WebhookIngest(
            IngestTransaction transaction,
            WebhookInterpreter interpreter,
            WebhookEffects effects,
            WebhookEnds ends,
            Worker worker,
            WebhookShares shares,
            BacklogPace pace,
            Parsing parsing,
            MeterRegistry registry) {
        this.transaction = transaction;
        this.interpreter = interpreter;
        this.effects = effects;
        this.ends = ends;
        this.worker = worker;
        this.shares = shares;
        this.pace = pace;
        this.parsing = parsing;
        this.duplicates = Counter.builder("atrium.webhook.duplicates")
                .description("Deliveries of events that were stored already")
                .register(registry);
        this.deferred = Counter.builder("atrium.webhook.deferred")
                .description("Events that wait for the turn of their organization or chain to have their effect")
                .register(registry);
    }

    /**
     * Applies the batch; a failure that is no outage stays with the organization whose events caused it. A batch may be
     * given again, in whole or in part.
     */
    Uni<Void> ingest(List<ReceivedWebhook> batch) {
        List<ReceivedWebhook> events = withoutDuplicates(batch);
        duplicates.increment(batch.size() - events.size());
        WebhookShares.Parts parts = shares.divide(events);
        return interpret(parts.now()).chain(now -> storeAll(new Batch(now, parts.later())));
    }

    private Uni<List<Interpretation>> interpret(List<ReceivedWebhook> events) {
        long bytes = events.stream().mapToLong(event -> event.payload().length).sum();
        return parsing.read(
                bytes, () -> events.stream().map(interpreter::interpret).toList());
    }

    /** Of the deliveries of one event the first. */
    static List<ReceivedWebhook> withoutDuplicates(List<ReceivedWebhook> batch) {
        Map<Key, ReceivedWebhook> first = new LinkedHashMap<>();
        batch.forEach(webhook -> first.putIfAbsent(new Key(webhook.organizationId(), webhook.eventId()), webhook));
        return List.copyOf(first.values());
    }

    private record Key(UUID organizationId, UUID eventId) {}

    /** @param later what exceeds the shares, unread */
    private record Batch(List<Interpretation> now, List<ReceivedWebhook> later) {

        Set<UUID> organizations() {
            Set<UUID> found = new LinkedHashSet<>();
            now.forEach(event -> found.add(event.webhook().organizationId()));
            later.forEach(event -> found.add(event.organizationId()));
            return found;
        }

        List<Batch> byOrganization() {
            return organizations().stream()
                    .map(each -> new Batch(
                            now.stream()
                                    .filter(event -> each.equals(event.webhook().organizationId()))
                                    .toList(),
                            later.stream()
                                    .filter(event -> each.equals(event.organizationId()))
                                    .toList()))
                    .toList();
        }

        /** All of it for later, in its order. */
        Batch unread() {
            List<ReceivedWebhook> all = new ArrayList<>(now.size() + later.size());
            now.forEach(event -> all.add(event.webhook()));
            all.addAll(later);
            return new Batch(List.of(), all);
        }
    }

    private Uni<Void> storeAll(Batch batch) {
        return store(batch).onFailure(WebhookIngest::isOfAnOrganization).recoverWithUni(failure -> {
            List<Batch> parts = batch.byOrganization();
            return parts.size() > 1 ? Batches.inOrder(parts, this::storeAll) : isolate(batch, failure);
        });
    }

    /** Rows that stay locked, or are in a deadlock, are one organization's: the others do not wait for them. */
    private static boolean isOfAnOrganization(Throwable failure) {
        return !Outages.isOutage(failure) || Outages.isConflict(failure);
    }

    /** Of one organization: which event it is, its backlog finds out, and nobody else waits for it. */
    private Uni<Void> isolate(Batch batch, Throwable failure) {
        return batch.now().size() == 1 && batch.later().isEmpty() && !Outages.isConflict(failure)
                ? storeFailed(batch.now().get(0), failure)
                : store(batch.unread());
    }

    private Uni<Void> store(Batch batch) {
        return transaction
                .run(batch.organizations(), connection -> effects.store(connection, batch.now(), batch.later()))
                .invoke(stored -> count(stored, !batch.later().isEmpty()))
                .replaceWithVoid();
    }

    private void count(Stored stored, boolean exceeded) {
        duplicates.increment(stored.duplicates());
        deferred.increment(stored.waiting());
        boolean mayBegin = !exceeded || pace.exceeded(System.nanoTime());
        if (stored.waiting() > 0 && mayBegin) {
            worker.wake();
        }
    }

    private Uni<Void> storeFailed(Interpretation event, Throwable failure) {
        LOG.debugf(failure, "Webhook %s had no effect", event.webhook().eventId());
        return transaction.run(
                Set.of(event.webhook().organizationId()), connection -> ends.insertFailed(connection, event, failure));
    }
}
