package io.atrium.integration.webhook;

import io.atrium.integration.record.AppliedChanges;
import io.atrium.integration.record.DatabaseFaults;
import io.atrium.integration.record.RecordStore;
import io.atrium.integration.work.WorkHandler;
import io.atrium.integration.work.WorkItem;
import io.atrium.integration.work.WorkKind;
import io.atrium.integration.work.WorkQueue;
import io.atrium.kit.database.Outages;
import io.atrium.kit.outbox.Outbox;
import io.atrium.kit.tenancy.IngestTransaction;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Works off the events of one chain in the order of their arrival: an event that fails again holds back those behind it
 * until it is processed or dead. One transaction an event, with the work's row locked, so that the consumer, which
 * parks events behind it, cannot miss its end.
 */
@ApplicationScoped
class WebhookChains implements WorkHandler {

    private static final Logger LOG = Logger.getLogger(WebhookChains.class);
    private static final String GIVEN_UP = "Its processing failed for a reason that is not its own";

    private final IngestTransaction transaction;
    private final WebhookInterpreter interpreter;
    private final WebhookStore store;
    private final RecordStore records;
    private final WorkQueue queue;
    private final Outbox outbox;
    private final RetrySchedule schedule;

    WebhookChains(
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

    /** What became of the events of a chain. */
    record Outcome(int processed, int retried, int dead, boolean ended) {

        static final Outcome NOTHING = new Outcome(0, 0, 0, true);

        Outcome plus(Outcome other) {
            return new Outcome(
                    processed + other.processed, retried + other.retried, dead + other.dead, ended && other.ended);
        }

        private static Outcome of(WebhookState state) {
            return switch (state) {
                case PROCESSED -> new Outcome(1, 0, 0, false);
                case DEAD -> new Outcome(0, 0, 1, false);
                case RETRY, PARKED -> new Outcome(0, 1, 0, true);
            };
        }
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
                        .chain(() -> store.head(connection, item.organizationId(), item.ref()))
                        .chain(head -> head.isPresent()
                                ? dead(connection, item, head.get().webhook())
                                        .chain(() -> queue.postpone(connection, item, Duration.ZERO))
                                : queue.complete(connection, item)));
    }

    /** Told without reading it again: reading it may be what fails. */
    private Uni<Void> dead(SqlConnection connection, WorkItem item, ReceivedWebhook webhook) {
        Interpretation unread = new Interpretation(webhook, item.ref(), null, webhook.entityId(), null, GIVEN_UP, null);
        return ended(connection, unread, WebhookState.DEAD, null, GIVEN_UP);
    }

    Uni<Outcome> workOff(WorkItem item) {
        return next(item)
                .onFailure(Refused.class)
                .recoverWithUni(refused -> fail(item, (Refused) refused))
                .chain(outcome -> outcome.ended()
                        ? Uni.createFrom().item(outcome)
                        : workOff(item)
                                .map(rest -> new Outcome(
                                        outcome.processed() + rest.processed(),
                                        outcome.retried() + rest.retried(),
                                        outcome.dead() + rest.dead(),
                                        true)));
    }

    private Uni<Outcome> next(WorkItem item) {
        return transaction.run(
                Set.of(item.organizationId()),
                connection -> queue.renew(connection, item)
                        .chain(() -> store.head(connection, item.organizationId(), item.ref()))
                        .chain(head -> head.isPresent()
                                ? process(connection, head.get())
                                : queue.complete(connection, item).replaceWith(Outcome.NOTHING)));
    }

    private Uni<Outcome> process(SqlConnection connection, WebhookStore.Head head) {
        Interpretation event = interpreter.interpret(head.webhook()).at(head.sequence());
        WebhookState state = event.firstState();
        return records.apply(connection, event.change() == null ? List.of() : List.of(event.change()))
                .onFailure(Outages::isOfValue)
                .transform(failure -> new Refused(head, event, failure))
                .chain(applied -> ended(connection, event, state, outcome(event, applied), event.fault()))
                .replaceWith(() -> Outcome.of(state));
    }

    private Uni<Outcome> fail(WorkItem item, Refused refused) {
        Throwable failure = refused.reason();
        int attempts = refused.head.attempts() + 1;
        String reason = DatabaseFaults.describe(failure);
        LOG.debugf(failure, "Webhook %s had no effect", refused.event.webhook().eventId());
        return transaction.run(Set.of(item.organizationId()), connection -> {
            if (DatabaseFaults.isForever(failure) || schedule.isExhausted(attempts)) {
                return queue.renew(connection, item)
                        .chain(() -> ended(connection, refused.event, WebhookState.DEAD, null, reason))
                        .replaceWith(() -> Outcome.of(WebhookState.DEAD));
            }
            Duration delay = schedule.after(attempts);
            return queue.postpone(connection, item, delay)
                    .chain(() -> store.attempted(connection, refused.event, WebhookState.RETRY, null, reason, delay))
                    .replaceWith(() -> Outcome.of(WebhookState.RETRY));
        });
    }

    private static @Nullable WebhookOutcome outcome(Interpretation event, AppliedChanges applied) {
        return applied.superseded().isEmpty() ? event.firstOutcome() : WebhookOutcome.SUPERSEDED;
    }

    private Uni<Void> ended(
            SqlConnection connection,
            Interpretation event,
            WebhookState state,
            @Nullable WebhookOutcome outcome,
            @Nullable String reason) {
        return store.attempted(connection, event, state, outcome, reason, Duration.ZERO)
                .chain(() ->
                        outbox.publish(connection, WebhookUsage.messages(List.of(WebhookIngest.usage(event, state)))));
    }

    /** The database refused the effect: the transaction is over, the event's attempt is told in another. */
    private static final class Refused extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final transient WebhookStore.Head head;
        private final transient Interpretation event;
        private final Throwable reason;

        Refused(WebhookStore.Head head, Interpretation event, Throwable reason) {
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
