package io.atrium.webhook.intake.batch;

import io.atrium.webhook.intake.BatchConfig;
import io.atrium.webhook.intake.IntakeConfig;
import io.atrium.webhook.intake.WebhookPublisher;
import jakarta.inject.Singleton;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How much of all batches may wait for the broker's acknowledgement. Batches have bounds of their own, so that they
 * take nothing from single deliveries and need nothing of theirs; what does not fit waits until something is
 * acknowledged. After a failure only a few events are let through, to find out when the broker is back.
 */
@Singleton
final class BatchLane {

    /** One event is always let in, however large. */
    private final long mostBytes;

    private final int mostAfterFailure;
    private final WebhookPublisher publisher;
    private final Set<Runnable> waiting = new LinkedHashSet<>();
    private long bytes;
    private int events;

    BatchLane(BatchConfig config, IntakeConfig intake, WebhookPublisher publisher) {
        this.mostBytes = config.maxBytesInFlight();
        this.mostAfterFailure = intake.maxInFlightAfterFailure();
        this.publisher = publisher;
    }

    /** How many bytes one batch may have in flight, besides one event of any size: the others get their turns. */
    long share() {
        return mostBytes / 4;
    }

    /** Whether a batch may have more than one event in flight. */
    boolean isWide() {
        return publisher.isAcknowledged();
    }

    /** Events that wait for their acknowledgement. */
    synchronized int events() {
        return events;
    }

    /**
     * Takes room for an event.
     *
     * @param whenRoom the same for the same batch; called on any thread when this answered {@code false} and it is
     *     worth trying again
     */
    boolean enter(long size, Runnable whenRoom) {
        boolean wide = isWide();
        synchronized (this) {
            boolean full = events > 0 && (bytes + size > mostBytes || (!wide && events >= mostAfterFailure));
            if (full) {
                waiting.add(whenRoom);
            } else {
                waiting.remove(whenRoom);
                bytes += size;
                events++;
            }
            return !full;
        }
    }

    /** Gives room back. */
    void leave(long size) {
        synchronized (this) {
            bytes -= size;
            events--;
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
