package io.atrium.integration.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.atrium.contracts.Topics;
import io.atrium.integration.record.Parsing;
import io.atrium.integration.work.LeaseLostException;
import io.atrium.integration.work.WorkItem;
import io.atrium.integration.work.WorkQueue;
import io.atrium.kit.consumer.DeadLetters;
import io.atrium.kit.database.Outages;
import io.atrium.kit.tenancy.IngestTransaction;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/**
 * Stores the events of an organization's bundles one by one, with their effects: some bundles a turn, in one
 * transaction that also removes them. When it fails by anything but an outage, the events of the first bundle are
 * stored by halves, until the one that fails is alone. The bundle stays until all of that is done; doing it again
 * finds the events stored.
 */
@ApplicationScoped
class WebhookUnpacking {

    private static final Logger LOG = Logger.getLogger(WebhookUnpacking.class);
    private static final String PROCESSING_FAILED = "processing_failed";
    /** Where the event stood on its topic is not known any more. */
    private static final int NOWHERE = -1;

    private final IngestTransaction transaction;
    private final WebhookInterpreter interpreter;
    private final WebhookBundles bundles;
    private final WebhookEffects effects;
    private final WebhookEnds ends;
    private final WaitingEvents waiting;
    private final WorkQueue queue;
    private final Parsing parsing;
    private final DeadLetters deadLetters;

    WebhookUnpacking(
            IngestTransaction transaction,
            WebhookInterpreter interpreter,
            WebhookBundles bundles,
            WebhookEffects effects,
            WebhookEnds ends,
            WaitingEvents waiting,
            WorkQueue queue,
            Parsing parsing,
            DeadLetters deadLetters) {
        this.transaction = transaction;
        this.interpreter = interpreter;
        this.bundles = bundles;
        this.effects = effects;
        this.ends = ends;
        this.waiting = waiting;
        this.queue = queue;
        this.parsing = parsing;
        this.deadLetters = deadLetters;
    }

    static boolean isOfItems(Throwable failure) {
        return !(failure instanceof LeaseLostException) && !Outages.isOutage(failure);
    }

    /** One turn, or the end of the work when there is nothing more to do of it. */
    Uni<ChainOutcome> turn(WorkItem item) {
        UUID organization = item.organizationId();
        return locked(
                        item,
                        connection -> bundles.oldest(connection, organization)
                                .chain(found -> found.isEmpty()
                                        ? end(connection, item)
                                        : store(connection, events(found)).call(() -> done(connection, item, found))))
                .onFailure(WebhookUnpacking::isOfItems)
                .recoverWithUni(failure -> apart(item));
    }

    /** With the work's row locked: whoever has lost its lease does nothing more. */
    private <T> Uni<T> locked(WorkItem item, Function<SqlConnection, Uni<T>> work) {
        return transaction.run(
                Set.of(item.organizationId()),
                connection -> queue.renew(connection, item).chain(() -> work.apply(connection)));
    }

    private Uni<Void> done(SqlConnection connection, WorkItem item, List<WebhookBundles.Stored> found) {
        return bundles.remove(connection, item.organizationId(), found)
                .chain(() -> queue.postpone(connection, item, Duration.ZERO));
    }

    /** Consumers that are adding events are waited for, and what they have added is looked for once more. */
    private Uni<ChainOutcome> end(SqlConnection connection, WorkItem item) {
        UUID organization = item.organizationId();
        return queue.lockToEnd(connection, item)
                .chain(() -> waiting.backlog(connection, organization, 1, 1))
                .chain(left -> left.isEmpty()
                        ? bundles.first(connection, organization).map(List::isEmpty)
                        : Uni.createFrom().item(false))
                .chain(none ->
                        none ? queue.complete(connection, item) : queue.postpone(connection, item, Duration.ZERO))
                .replaceWith(ChainOutcome.NOTHING);
    }

    private static List<ReceivedWebhook> events(List<WebhookBundles.Stored> found) {
        return WebhookIngest.withoutDuplicates(found.stream()
                .flatMap(stored -> stored.bundle().events().stream())
                .toList());
    }

    private Uni<ChainOutcome> store(SqlConnection connection, List<ReceivedWebhook> events) {
        long bytes = events.stream().mapToLong(event -> event.payload().length).sum();
        return parsing.read(
                        bytes, () -> events.stream().map(interpreter::interpret).toList())
                .chain(read -> effects.unpack(connection, read))
                .map(stored -> stored.ended().stream()
                        .map(event -> ChainOutcome.of(event.firstState()))
                        .reduce(ChainOutcome.GOES_ON, ChainOutcome::plus));
    }

    /** The first bundle alone; the next turn takes the others. */
    private Uni<ChainOutcome> apart(WorkItem item) {
        return locked(item, connection -> bundles.first(connection, item.organizationId()))
                .chain(found -> found.isEmpty()
                        ? Uni.createFrom().item(ChainOutcome.GOES_ON)
                        : part(item, events(found))
                                .call(() -> locked(item, connection -> done(connection, item, found))));
    }

    private Uni<ChainOutcome> part(WorkItem item, List<ReceivedWebhook> events) {
        return locked(item, connection -> store(connection, events))
                .onFailure(WebhookUnpacking::isOfItems)
                .recoverWithUni(
                        failure -> events.size() == 1 ? alone(item, events.get(0), failure) : halves(item, events));
    }

    private Uni<ChainOutcome> halves(WorkItem item, List<ReceivedWebhook> events) {
        int half = events.size() / 2;
        return part(item, events.subList(0, half))
                .chain(first -> part(item, events.subList(half, events.size())).map(first::plus));
    }

    /** It waits for its retry in the event store; where that does not take it either, it is set aside. */
    private Uni<ChainOutcome> alone(WorkItem item, ReceivedWebhook event, Throwable failure) {
        LOG.debugf(failure, "Webhook %s had no effect", event.eventId());
        return Uni.createFrom()
                .item(() -> interpreter.interpret(event))
                .chain(read -> locked(item, connection -> ends.insertFailed(connection, read, failure)))
                .onFailure(WebhookUnpacking::isOfItems)
                .recoverWithUni(() -> setAside(event, failure))
                .replaceWith(new ChainOutcome(0, 1, 0, false));
    }

    private Uni<Void> setAside(ReceivedWebhook event, Throwable failure) {
        LOG.errorf(failure, "Webhook %s cannot be stored and is sent to the dead letter topic", event.eventId());
        return deadLetters.send(
                new ConsumerRecord<>(
                        Topics.WEBHOOKS,
                        NOWHERE,
                        NOWHERE,
                        event.key().getBytes(UTF_8),
                        event.envelope().toBytes()),
                PROCESSING_FAILED,
                failure.toString());
    }
}
