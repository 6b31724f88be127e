package io.atrium.integration.webhook;

import static java.util.Objects.requireNonNull;

import io.atrium.integration.record.AppliedChanges;
import io.atrium.integration.record.RecordChange;
import io.atrium.integration.record.RecordStore;
import io.atrium.integration.webhook.WebhookInbox.Receipt;
import io.atrium.integration.webhook.WebhookStore.Place;
import io.atrium.integration.webhook.WebhookStore.Placed;
import io.atrium.integration.work.WorkKind;
import io.atrium.integration.work.WorkQueue;
import io.atrium.integration.work.WorkQueue.NewWork;
import io.atrium.kit.outbox.Outbox;
import io.smallrye.mutiny.CompositeException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/** Stores events with their effects, in a transaction of the caller's: four statements, whatever their number. */
@ApplicationScoped
class WebhookEffects {

    private static final Placed NOTHING = new Placed(Map.of(), Set.of());
    private static final Claimed NONE_CLAIMED =
            new Claimed(List.of(), new Receipt(Set.of(), Set.of(), Set.of(), List.of()));

    private final WebhookInbox inbox;
    private final WebhookStore store;
    private final WebhookBundles bundles;
    private final RecordStore records;
    private final WorkQueue queue;
    private final Outbox outbox;

    WebhookEffects(
            WebhookInbox inbox,
            WebhookStore store,
            WebhookBundles bundles,
            RecordStore records,
            WorkQueue queue,
            Outbox outbox) {
        this.inbox = inbox;
        this.store = store;
        this.bundles = bundles;
        this.records = records;
        this.queue = queue;
        this.outbox = outbox;
    }

    /**
     * What became of events.
     *
     * @param ended those that had not been stored and have come to an end
     * @param waiting those that wait for their effect, in the event store or in a bundle
     * @param duplicates how many had been stored before
     */
    record Stored(List<Interpretation> ended, int waiting, int duplicates) {}

    /**
     * Stores each event that is new. Those of organizations that have bundles come behind these, and so do the ones
     * that are to wait.
     *
     * @param later events that exceed their organization's share
     */
    Uni<Stored> store(SqlConnection connection, List<Interpretation> events, List<ReceivedWebhook> later) {
        return events.isEmpty()
                ? effects(connection, new Sorted(List.of(), later, NOTHING), NONE_CLAIMED)
                : inbox.receive(connection, events)
                        .chain(receipt -> received(connection, events, later, new Claimed(events, receipt)));
    }

    /** Events of organizations that have some waiting are looked at one by one. */
    private Uni<Stored> received(
            SqlConnection connection, List<Interpretation> events, List<ReceivedWebhook> later, Claimed claimed) {
        Uni<Placed> placed = claimed.behind.isEmpty()
                ? Uni.createFrom().item(NOTHING)
                : store.insert(connection, claimed.behind, organizations(claimed.behind));
        return placed.map(claimed::and).chain(all -> effects(connection, new Sorted(events, later, all), claimed));
    }

    /** Stores each event of a bundle that is new. */
    Uni<Stored> unpack(SqlConnection connection, List<Interpretation> events) {
        return store.insert(connection, events, Set.of())
                .chain(placed -> effects(connection, new Sorted(events, List.of(), placed), NONE_CLAIMED));
    }

    private static Set<UUID> organizations(List<Interpretation> events) {
        Set<UUID> found = new LinkedHashSet<>();
        events.forEach(event -> found.add(event.webhook().organizationId()));
        return found;
    }

    /** Sent together: the connection pipelines them. */
    private Uni<Stored> effects(SqlConnection connection, Sorted sorted, Claimed claimed) {
        List<RecordChange> changes = sorted.ended.stream()
                .filter(event -> event.firstState() == WebhookState.PROCESSED)
                .map(Interpretation::change)
                .filter(Objects::nonNull)
                .toList();
        List<WebhookUsage> usage = sorted.ended.stream()
                .map(event -> WebhookUsage.of(event, event.firstState()))
                .toList();
        // Work before records, the order in which the worker takes its locks.
        return Uni.join()
                .all(
                        store.insertClaimed(connection, claimed.events, claimed.sequences()),
                        queue.enqueue(connection, WorkKind.WEBHOOK_CHAIN, List.copyOf(sorted.chains)),
                        queue.ensure(connection, WorkKind.WEBHOOK_BACKLOG, WebhookBacklog.REF, sorted.backlogs),
                        bundles.add(connection, sorted.away),
                        records.apply(connection, changes)
                                .chain(applied -> store.superseded(connection, superseded(sorted.ended, applied))),
                        outbox.publish(connection, WebhookUsage.messages(usage)))
                .andCollectFailures()
                .onFailure(CompositeException.class)
                .transform(failure -> ((CompositeException) failure).getCauses().get(0))
                .replaceWith(new Stored(sorted.ended, sorted.waiting, sorted.duplicates));
    }

    private static List<Interpretation> superseded(List<Interpretation> ended, AppliedChanges applied) {
        return applied.superseded().isEmpty()
                ? List.of()
                : ended.stream()
                        .filter(event ->
                                applied.superseded().contains(event.webhook().eventId()))
                        .toList();
    }

    /** The events that were claimed together and are new, and those that have to be looked at one by one. */
    private static final class Claimed {
        private final List<Interpretation> events;
        private final List<Interpretation> behind = new ArrayList<>();
        private final List<Long> sequences;
        private final Map<UUID, Place> places;
        private final Set<UUID> held;

        Claimed(List<Interpretation> batch, Receipt receipt) {
            events = new ArrayList<>(batch.size());
            sequences = new ArrayList<>(batch.size());
            places = new HashMap<>(2 * batch.size());
            held = receipt.held();
            for (int i = 0; i < batch.size(); i++) {
                Interpretation event = batch.get(i);
                UUID organization = event.webhook().organizationId();
                if (receipt.waiting().contains(organization) && !held.contains(organization)) {
                    behind.add(event);
                } else if (!held.contains(organization) && !receipt.known().contains(i + 1)) {
                    long sequence = receipt.sequences().get(i);
                    events.add(event);
                    sequences.add(sequence);
                    places.put(event.webhook().eventId(), new Place(event.firstState(), sequence, false));
                }
            }
        }

        Long[] sequences() {
            return sequences.toArray(Long[]::new);
        }

        /** With what became of the others. */
        Placed and(Placed others) {
            if (others == NOTHING) {
                return new Placed(places, held);
            }
            Map<UUID, Place> all = new HashMap<>(places);
            all.putAll(others.places());
            Set<UUID> behindBundles = new HashSet<>(held);
            behindBundles.addAll(others.held());
            return new Placed(all, behindBundles);
        }
    }

    /** The events by what is to be done with them. */
    private static final class Sorted {
        private final List<Interpretation> ended = new ArrayList<>();
        private final Collection<ReceivedWebhook> away = new ArrayList<>();
        private final Set<NewWork> chains = new LinkedHashSet<>();
        private final Set<UUID> backlogs = new LinkedHashSet<>();
        private int waiting;
        private int duplicates;

        Sorted(List<Interpretation> events, List<ReceivedWebhook> later, Placed placed) {
            Set<UUID> left = new HashSet<>(placed.places().keySet());
            for (Interpretation event : events) {
                if (placed.held().contains(event.webhook().organizationId())) {
                    putAway(event.webhook());
                } else if (left.remove(event.webhook().eventId())) {
                    sort(
                            event,
                            requireNonNull(placed.places().get(event.webhook().eventId()), "place"));
                } else {
                    duplicates++;
                }
            }
            later.forEach(this::putAway);
        }

        private void putAway(ReceivedWebhook event) {
            away.add(event);
            backlogs.add(event.organizationId());
            waiting++;
        }

        private void sort(Interpretation event, Place place) {
            UUID organization = event.webhook().organizationId();
            if (place.state() != WebhookState.PARKED) {
                ended.add(event.at(place.sequence()));
            } else if (place.backlog()) {
                backlogs.add(organization);
                waiting++;
            } else {
                chains.add(new NewWork(organization, event.chain(), Duration.ZERO));
                waiting++;
            }
        }
    }
}
