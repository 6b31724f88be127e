package io.atrium.integration.webhook;

import io.atrium.integration.record.DatabaseFaults;
import io.atrium.integration.record.Parsing;
import io.atrium.integration.record.RecordStore;
import io.atrium.integration.work.Turn;
import io.atrium.integration.work.WorkHandler;
import io.atrium.integration.work.WorkItem;
import io.atrium.integration.work.WorkKind;
import io.atrium.integration.work.WorkQueue;
import io.atrium.kit.database.Outages;
import io.atrium.kit.tenancy.IngestTransaction;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * Works off the events of one chain in the order of their arrival: an event that fails again holds back those behind it
 * until it is processed or dead. One transaction an event, with the work's row locked, so that the consumer, which
 * parks events behind it, cannot miss its end. After so many events, or so long, the chain goes back behind the others.
 */
@ApplicationScoped
class WebhookChains implements WorkHandler {

    private static final Logger LOG = Logger.getLogger(WebhookChains.class);
    private static final String GIVEN_UP = "Its processing failed for a reason that is not its own";

    private final IngestTransaction transaction;
    private final WebhookInterpreter interpreter;
    private final WaitingEvents waiting;
    private final RecordStore records;
    private final WorkQueue queue;
    private final WebhookEnds ends;
    private final Parsing parsing;
    private final WebhookConfig config;

    WebhookChains(
            IngestTransaction transaction,
            WebhookInterpreter interpreter,
            WaitingEvents waiting,
            RecordStore records,
            WorkQueue queue,
            WebhookEnds ends,
            Parsing parsing,
            WebhookConfig config) {
        this.transaction = transaction;
        this.interpreter = interpreter;
        this.waiting = waiting;
        this.records = records;
        this.queue = queue;
        this.ends = ends;
        this.parsing = parsing;
        this.config = config;
    }

    @Override
    public WorkKind kind() {
        return WorkKind.WEBHOOK_CHAIN;
    }

    @Override
    public Uni<Void> run(WorkItem item) {
        return workOff(item).replaceWithVoid();
    }

    /** The event that waits first is dead; those behind it go on. */
    @Override
    public Uni<Void> giveUp(WorkItem item) {
        return transaction.run(
                Set.of(item.organizationId()),
                connection -> queue.renew(connection, item)
                        .chain(() -> waiting.head(connection, item.organizationId(), item.ref()))
                        .chain(head -> head.isPresent()
                                ? dead(connection, head.get())
                                        .chain(() -> queue.postpone(connection, item, Duration.ZERO))
                                : queue.complete(connection, item)));
    }

    private Uni<Void> dead(SqlConnection connection, WaitingEvents.Waiting head) {
        return ends.one(
                connection,
                Interpretation.unread(head.webhook(), head.chain()),
                new WebhookEnds.Verdict(WebhookState.DEAD, Duration.ZERO),
                GIVEN_UP);
    }

    /** Event after event; answers what became of them. */
    Uni<ChainOutcome> workOff(WorkItem item) {
        Turn turn = new Turn(config.eventsATurn(), Long.MAX_VALUE, config.turn());
        ChainOutcome[] sum = {ChainOutcome.NOTHING};
        return Uni.createFrom()
                .deferred(() -> one(item))
                .invoke(outcome -> sum[0] = sum[0].plus(outcome))
                .repeat()
                .whilst(outcome -> !outcome.ended() && turn.goesOn())
                .collect()
                .last()
                .chain(last -> last.ended() ? Uni.createFrom().voidItem() : putBehind(item))
                .map(done -> sum[0]);
    }

    private Uni<Void> putBehind(WorkItem item) {
        return transaction.run(
                Set.of(item.organizationId()), connection -> queue.postpone(connection, item, Duration.ZERO));
    }

    private Uni<ChainOutcome> one(WorkItem item) {
        return next(item).onFailure(Refused.class).recoverWithUni(refused -> fail(item, (Refused) refused));
    }

    private Uni<ChainOutcome> next(WorkItem item) {
        return transaction.run(
                Set.of(item.organizationId()),
                connection -> queue.renew(connection, item)
                        .chain(() -> waiting.head(connection, item.organizationId(), item.ref()))
                        .chain(head -> head.isPresent()
                                ? process(connection, head.get())
                                : queue.complete(connection, item).replaceWith(ChainOutcome.NOTHING)));
    }

    private Uni<ChainOutcome> process(SqlConnection connection, WaitingEvents.Waiting head) {
        return parsing.read(
                        head.webhook().payload().length,
                        () -> interpreter.interpret(head.webhook()).at(head.sequence()))
                .chain(event -> records.apply(connection, event.change() == null ? List.of() : List.of(event.change()))
                        .onFailure(failure -> !Outages.isOutage(failure))
                        .transform(failure -> new Refused(head, event, failure))
                        .chain(applied -> ends.one(connection, WebhookEnds.end(event, applied), Duration.ZERO))
                        .replaceWith(() -> ChainOutcome.of(event.firstState())));
    }

    private Uni<ChainOutcome> fail(WorkItem item, Refused refused) {
        Throwable failure = refused.reason();
        WebhookEnds.Verdict verdict = ends.verdict(failure, refused.head.attempts() + 1);
        LOG.debugf(failure, "Webhook %s had no effect", refused.event.webhook().eventId());
        return transaction.run(
                Set.of(item.organizationId()),
                connection -> (verdict.state() == WebhookState.DEAD
                                ? queue.renew(connection, item)
                                : queue.postpone(connection, item, verdict.delay()))
                        .chain(() -> ends.one(connection, refused.event, verdict, DatabaseFaults.describe(failure)))
                        .replaceWith(() -> ChainOutcome.of(verdict.state())));
    }

    /** The database refused the effect: the transaction is over, the event's attempt is told in another. */
    private static final class Refused extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final transient WaitingEvents.Waiting head;
        private final transient Interpretation event;
        private final Throwable reason;

        Refused(WaitingEvents.Waiting head, Interpretation event, Throwable reason) {
            super(reason);
            this.head = head;
            this.event = event;
            this.reason = reason;
        }

        Throwable reason() {
            return reason;
        }
    }
}
