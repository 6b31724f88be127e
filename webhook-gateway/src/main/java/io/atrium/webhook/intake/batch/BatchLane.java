package io.atrium.webhook.intake.batch;

import io.atrium.kit.budget.SharedAmount;
import io.atrium.webhook.intake.BatchConfig;
import io.atrium.webhook.intake.Deliveries;
import io.atrium.webhook.intake.IntakeConfig;
import io.atrium.webhook.intake.ReceivedEvent;
import io.atrium.webhook.intake.WebhookPublisher;
import io.atrium.webhook.source.WebhookSource;
import jakarta.inject.Singleton;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How much of all batches may wait for the broker's acknowledgement. Batches have bounds of their own, so that they
 * take nothing from single deliveries and need nothing of theirs; what does not fit waits until something is
 * acknowledged. After a failure only a few events are let through to its partition, half of them of one organization, to
 * find out when it is back.
 */
@Singleton
final class BatchLane {

    /** One event is always let in, however large. */
    private final long mostBytes;

    private final SharedAmount<UUID> probes;
    private final WebhookPublisher publisher;
    private final Set<Runnable> waiting = new LinkedHashSet<>();
    private long bytes;
    private int events;

    BatchLane(BatchConfig config, IntakeConfig intake, WebhookPublisher publisher) {
        this.mostBytes = config.maxBytesInFlight();
        this.probes = SharedAmount.halved(intake.maxInFlightAfterFailure());
        this.publisher = publisher;
    }

    /** How many bytes one batch may have in flight, besides one event of any size: the others get their turns. */
    long share() {
        return mostBytes / 4;
    }

    /** Whether a batch may have this event and others in flight: its partition acknowledges. */
    boolean isWide(WebhookSource source, ReceivedEvent event) {
        return publisher.isAcknowledged() || publisher.isAcknowledged(Deliveries.key(source, event));
    }

    /** Events that wait for their acknowledgement. */
    synchronized int events() {
        return events;
    }

    /**
     * Takes room for an event.
     *
     * @param wide what {@link #isWide} said of it
     * @param whenRoom the same for the same batch; called on any thread when this answered {@code false} and it is
     *     worth trying again
     */
    synchronized boolean enter(UUID organizationId, long size, boolean wide, Runnable whenRoom) {
        boolean full = (events > 0 && bytes + size > mostBytes) || (!wide && !probes.take(organizationId, 1));
        if (full) {
            waiting.add(whenRoom);
        } else {
            waiting.remove(whenRoom);
            bytes += size;
            events++;
        }
        return !full;
    }

    /** Gives room back, as it was taken. */
    void leave(UUID organizationId, long size, boolean wide) {
        synchronized (this) {
            bytes -= size;
            events--;
            if (!wide) {
                probes.give(organizationId, 1);
            }
        }
        callNext();
    }

    /** Gives up waiting, and lets the next one try: who gives up may have been called just before. */
    void giveUp(Runnable whenRoom) {
        synchronized (this) {
            waiting.remove(whenRoom);
        }
        callNext();
    }

    private void callNext() {
        Runnable next = poll();
        if (next != null) {
            next.run();
        }
    }

    private synchronized @Nullable Runnable poll() {
        Iterator<Runnable> all = waiting.iterator();
        if (!all.hasNext()) {
            return null;
        }
        Runnable first = all.next();
        all.remove();
        return first;
    }
}
