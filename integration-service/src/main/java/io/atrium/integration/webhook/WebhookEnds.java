package io.atrium.integration.webhook;

import io.atrium.integration.record.AppliedChanges;
import io.atrium.integration.record.DatabaseFaults;
import io.atrium.integration.work.WorkKind;
import io.atrium.integration.work.WorkQueue;
import io.atrium.integration.work.WorkQueue.NewWork;
import io.atrium.kit.outbox.Outbox;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes down how events that waited ended, and counts them: each event once, whatever is replayed. */
@ApplicationScoped
class WebhookEnds {

    private final WaitingEvents waiting;
    private final WebhookStore store;
    private final WorkQueue queue;
    private final Outbox outbox;
    private final RetrySchedule schedule;

    WebhookEnds(WaitingEvents waiting, WebhookStore store, WorkQueue queue, Outbox outbox, RetrySchedule schedule) {
        this.waiting = waiting;
        this.store = store;
        this.queue = queue;
        this.outbox = outbox;
        this.schedule = schedule;
    }

    /** How the effect of one event goes on after a failure. */
    record Verdict(WebhookState state, Duration delay) {}

    Verdict verdict(Throwable failure, int attempts) {
        return DatabaseFaults.isForever(failure) || schedule.isExhausted(attempts)
                ? new Verdict(WebhookState.DEAD, Duration.ZERO)
                : new Verdict(WebhookState.RETRY, schedule.after(attempts));
    }

    static WaitingEvents.End end(Interpretation event, AppliedChanges applied) {
        WebhookOutcome outcome = applied.superseded().contains(event.webhook().eventId())
                ? WebhookOutcome.SUPERSEDED
                : event.firstOutcome();
        return new WaitingEvents.End(event, event.firstState(), outcome, event.fault());
    }

    Uni<Void> one(SqlConnection connection, WaitingEvents.End end, Duration delay) {
        return waiting.attempted(connection, end, delay)
                .chain(first -> first
                        ? count(connection, List.of(end))
                        : Uni.createFrom().voidItem());
    }

    Uni<Void> one(SqlConnection connection, Interpretation event, Verdict verdict, @Nullable String reason) {
        return one(connection, new WaitingEvents.End(event, verdict.state(), null, reason), verdict.delay());
    }

    Uni<Void> all(SqlConnection connection, UUID organizationId, List<WaitingEvents.End> ends) {
        return waiting.ended(connection, organizationId, ends)
                .chain(first -> count(
                        connection,
                        ends.stream()
                                .filter(end ->
                                        first.contains(end.event().webhook().eventId()))
                                .toList()));
    }

    /** A new event, alone, whose effect failed with its first attempt. */
    Uni<Void> insertFailed(SqlConnection connection, Interpretation event, Throwable failure) {
        Verdict verdict = verdict(failure, 1);
        String reason = DatabaseFaults.describe(failure);
        return store.insertFailed(connection, event, verdict.state(), reason, verdict.delay())
                .chain(fresh -> fresh
                        ? failed(connection, event, verdict)
                        : Uni.createFrom().voidItem());
    }

    private Uni<Void> failed(SqlConnection connection, Interpretation event, Verdict verdict) {
        return verdict.state() == WebhookState.DEAD
                ? outbox.publish(connection, WebhookUsage.messages(List.of(WebhookUsage.of(event, verdict.state()))))
                : queue.enqueue(
                        connection,
                        WorkKind.WEBHOOK_CHAIN,
                        List.of(new NewWork(event.webhook().organizationId(), event.chain(), verdict.delay())));
    }

    private Uni<Void> count(SqlConnection connection, List<WaitingEvents.End> ends) {
        return outbox.publish(
                connection,
                WebhookUsage.messages(ends.stream()
                        .map(end -> WebhookUsage.of(end.event(), end.state()))
                        .toList()));
    }
}
