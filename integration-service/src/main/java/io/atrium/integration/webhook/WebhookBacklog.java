package io.atrium.integration.webhook;

import io.atrium.integration.record.DatabaseFaults;
import io.atrium.integration.record.Parsing;
import io.atrium.integration.record.RecordChange;
import io.atrium.integration.record.RecordStore;
import io.atrium.integration.work.WorkHandler;
import io.atrium.integration.work.WorkItem;
import io.atrium.integration.work.WorkKind;
import io.atrium.integration.work.WorkQueue;
import io.atrium.kit.tenancy.IngestTransaction;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Works off the events that an organization sent beyond its share: a batch a turn, in the order of their arrival, in the
 * same few statements that the consumer needs; then it is another organization's turn. What the database refuses is
 * found by halves, and waits in its own chain.
 */
@ApplicationScoped
class WebhookBacklog implements WorkHandler {

    /** One row of due work an organization. */
    static final String REF = "events";

    private static final Logger LOG = Logger.getLogger(WebhookBacklog.class);
    private static final Duration AFTER_FAILURES = Duration.ofMinutes(10);

    private final IngestTransaction transaction;
    private final WebhookInterpreter interpreter;
    private final WaitingEvents waiting;
    private final RecordStore records;
    private final WorkQueue queue;
    private final WebhookEnds ends;
    private final Parsing parsing;
    private final WebhookUnpacking unpacking;
    private final BacklogPace pace;
    private final WebhookConfig config;

    WebhookBacklog(
            IngestTransaction transaction,
            WebhookInterpreter interpreter,
            WaitingEvents waiting,
            RecordStore records,
            WorkQueue queue,
            WebhookEnds ends,
            Parsing parsing,
            WebhookUnpacking unpacking,
            BacklogPace pace,
            WebhookConfig config) {
        this.transaction = transaction;
        this.interpreter = interpreter;
        this.waiting = waiting;
        this.records = records;
        this.queue = queue;
        this.ends = ends;
        this.parsing = parsing;
        this.unpacking = unpacking;
        this.pace = pace;
        this.config = config;
    }

    @Override
    public WorkKind kind() {
        return WorkKind.WEBHOOK_BACKLOG;
    }

    @Override
    public Uni<Void> run(WorkItem item) {
        Duration pause = pace.pause(System.nanoTime());
        return pause.isZero()
                ? workOff(item).replaceWithVoid()
                : transaction.run(Set.of(item.organizationId()), connection -> queue.postpone(connection, item, pause));
    }

    /** Events are never lost: it goes on, less often. */
    @Override
    public Uni<Void> giveUp(WorkItem item) {
        return transaction.run(
                Set.of(item.organizationId()), connection -> queue.postpone(connection, item, AFTER_FAILURES));
    }

    /** One batch; answers what became of its events. Those that wait in the event store are older than any bundle. */
    Uni<ChainOutcome> workOff(WorkItem item) {
        return batch(item, config.backlogBatch())
                .chain(outcome -> outcome == ChainOutcome.NOTHING
                        ? unpacking.turn(item)
                        : Uni.createFrom().item(outcome));
    }

    private Uni<ChainOutcome> batch(WorkItem item, int most) {
        return transaction
                .run(
                        Set.of(item.organizationId()),
                        connection -> queue.renew(connection, item)
                                .chain(() -> waiting.backlog(
                                        connection, item.organizationId(), most, config.backlogBatchBytes()))
                                .chain(found -> found.isEmpty()
                                        ? Uni.createFrom().item(ChainOutcome.NOTHING)
                                        : process(connection, item, found)))
                .onFailure(WebhookUnpacking::isOfItems)
                .recoverWithUni(failure -> most > 1 ? batch(item, most / 2) : fail(item, failure));
    }

    private Uni<ChainOutcome> process(SqlConnection connection, WorkItem item, List<WaitingEvents.Waiting> found) {
        List<WaitingEvents.Waiting> free =
                found.stream().filter(event -> !event.blocked()).toList();
        Set<String> blocked = found.stream()
                .filter(WaitingEvents.Waiting::blocked)
                .map(WaitingEvents.Waiting::chain)
                .collect(Collectors.toSet());
        long bytes = free.stream()
                .mapToLong(event -> event.webhook().payload().length)
                .sum();
        return toChains(connection, item.organizationId(), blocked, Duration.ZERO)
                .chain(() -> parsing.read(bytes, () -> interpret(free)))
                .chain(events -> effects(connection, item.organizationId(), events)
                        .chain(() -> queue.postpone(connection, item, Duration.ZERO))
                        .replaceWith(() -> sum(events)));
    }

    private List<Interpretation> interpret(List<WaitingEvents.Waiting> events) {
        return events.stream()
                .map(event -> interpreter.interpret(event.webhook()).at(event.sequence()))
                .toList();
    }

    private Uni<Void> effects(SqlConnection connection, UUID organization, List<Interpretation> events) {
        if (events.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        List<RecordChange> changes = events.stream()
                .map(Interpretation::change)
                .filter(Objects::nonNull)
                .toList();
        return records.apply(connection, changes)
                .chain(applied -> ends.all(
                        connection,
                        organization,
                        events.stream()
                                .map(event -> WebhookEnds.end(event, applied))
                                .toList()));
    }

    private static ChainOutcome sum(List<Interpretation> events) {
        return events.stream()
                .map(event -> ChainOutcome.of(event.firstState()))
                .reduce(ChainOutcome.GOES_ON, ChainOutcome::plus);
    }

    /** The first event is alone with its failure: it is tried again in its chain, which the rest of the chain follows. */
    private Uni<ChainOutcome> fail(WorkItem item, Throwable failure) {
        UUID organization = item.organizationId();
        return transaction.run(
                Set.of(organization),
                connection -> queue.renew(connection, item)
                        .chain(() -> waiting.backlog(connection, organization, 1, 1))
                        .chain(found -> found.isEmpty()
                                ? Uni.createFrom().item(ChainOutcome.GOES_ON)
                                : fail(connection, found.get(0), failure))
                        .call(() -> queue.postpone(connection, item, Duration.ZERO)));
    }

    private Uni<ChainOutcome> fail(SqlConnection connection, WaitingEvents.Waiting event, Throwable failure) {
        WebhookEnds.Verdict verdict = ends.verdict(failure, event.attempts() + 1);
        LOG.debugf(failure, "Webhook %s had no effect", event.webhook().eventId());
        Interpretation unread = Interpretation.unread(event.webhook(), event.chain());
        UUID organization = event.webhook().organizationId();
        Uni<Void> behind = verdict.state() == WebhookState.RETRY
                ? toChains(connection, organization, Set.of(event.chain()), verdict.delay())
                : Uni.createFrom().voidItem();
        return behind.chain(() -> ends.one(connection, unread, verdict, DatabaseFaults.describe(failure)))
                .replaceWith(() -> ChainOutcome.of(verdict.state()));
    }

    private Uni<Void> toChains(SqlConnection connection, UUID organization, Set<String> chains, Duration delay) {
        return chains.isEmpty()
                ? Uni.createFrom().voidItem()
                : queue.enqueue(
                                connection,
                                WorkKind.WEBHOOK_CHAIN,
                                chains.stream()
                                        .map(chain -> new WorkQueue.NewWork(organization, chain, delay))
                                        .toList())
                        .chain(() -> waiting.toChains(connection, organization, chains));
    }
}
