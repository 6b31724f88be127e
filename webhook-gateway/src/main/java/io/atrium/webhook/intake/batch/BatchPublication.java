package io.atrium.webhook.intake.batch;

import io.atrium.webhook.intake.Deliveries;
import io.atrium.webhook.intake.Delivery;
import io.atrium.webhook.intake.ReceivedEvent;
import io.atrium.webhook.intake.WebhookPublisher;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Hands the items of one verified batch over, in their order, as far as there is room in flight, and tells when each has
 * its result. Works in turns on the {@link BatchWorkers}, one at a time and each of a few items, so that batches share
 * the threads.
 */
final class BatchPublication {

    /** Told once of the end, on any thread. */
    interface End {

        /** @param results of all items, or {@code null} when one of them was not acknowledged */
        void reached(@Nullable BatchResults results);
    }

    /** What all publications work with. */
    record Means(BatchWorkers workers, BatchLane lane, Deliveries deliveries, WebhookPublisher publisher) {}

    private static final Logger LOG = Logger.getLogger(BatchPublication.class);
    private static final int ITEMS_A_TURN = 64;
    /** What an envelope has besides the body. */
    private static final int ENVELOPE = 1024;

    private final Means means;
    private final BatchItemReader reader;
    private final BatchItems items;
    private final BatchResults results;
    private final End end;
    private final Runnable whenRoom = this::advance;
    private final AtomicInteger open;
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicInteger eventsInFlight = new AtomicInteger();
    private final AtomicLong bytesInFlight = new AtomicLong();
    private volatile boolean failed;
    private volatile int next;
    private @Nullable ReceivedEvent waiting;

    BatchPublication(Means means, BatchItemReader reader, BatchItems items, End end) {
        this.means = means;
        this.reader = reader;
        this.items = items;
        this.results = new BatchResults(items.count());
        this.end = end;
        this.open = new AtomicInteger(items.count());
    }

    /** Begins, or goes on when there may be room. */
    void advance() {
        if (calls.getAndIncrement() == 0) {
            means.workers().execute(this::turn);
        }
    }

    /** Hands nothing more over; the end comes when all that is in flight has its result. */
    void abandon() {
        failed = true;
        advance();
    }

    private void turn() {
        int answered = calls.get();
        boolean more;
        try {
            more = handOverSome();
        } catch (RuntimeException e) {
            LOG.error("A batch of webhooks could not be sent to Kafka", e);
            failed = true;
            more = true;
        }
        if (more || calls.addAndGet(-answered) != 0) {
            means.workers().execute(this::turn);
        }
    }

    /** Whether more can be done at once. */
    private boolean handOverSome() {
        for (int i = 0; i < ITEMS_A_TURN && next < items.count(); i++) {
            if (failed) {
                int left = items.count() - next;
                next = items.count();
                means.lane().giveUp(whenRoom);
                conclude(left);
                return false;
            }
            if (!handOverNext()) {
                return false;
            }
        }
        return next < items.count();
    }

    /** Whether the next item needed no more room than there was. */
    private boolean handOverNext() {
        int index = next;
        ReceivedEvent event = waiting;
        if (event == null) {
            try {
                event = reader.read(items, index);
            } catch (BatchItemReader.RefusedItemException e) {
                results.refuse(index, e.reason());
                next = index + 1;
                conclude(1);
                return true;
            }
        }
        long size = size(event);
        boolean wide = means.lane().isWide(reader.source(), event);
        if (!mayHaveMoreInFlight(size, wide)
                || !means.lane().enter(reader.source().organizationId(), size, wide, whenRoom)) {
            waiting = event;
            return false;
        }
        waiting = null;
        next = index + 1;
        eventsInFlight.incrementAndGet();
        bytesInFlight.addAndGet(size);
        boolean handedOver = means.deliveries()
                .deliver(
                        reader.source(),
                        event,
                        means.publisher()::send,
                        (eventId, outcome, duplicate) -> settle(index, size, wide, eventId, outcome, duplicate));
        if (!handedOver) {
            leave(size, wide);
        }
        return true;
    }

    /** What is in flight comes back, and calls for the next turn. */
    private boolean mayHaveMoreInFlight(long size, boolean wide) {
        return eventsInFlight.get() == 0
                || (wide && bytesInFlight.get() + size <= means.lane().share());
    }

    private void settle(int index, long size, boolean wide, UUID eventId, Delivery.Outcome outcome, boolean duplicate) {
        if (!duplicate) {
            leave(size, wide);
        }
        if (outcome == Delivery.Outcome.ACKNOWLEDGED) {
            results.accept(index, eventId, duplicate);
        } else {
            failed = true;
        }
        conclude(1);
    }

    private void leave(long size, boolean wide) {
        eventsInFlight.decrementAndGet();
        bytesInFlight.addAndGet(-size);
        means.lane().leave(reader.source().organizationId(), size, wide);
    }

    private void conclude(int concluded) {
        if (open.addAndGet(-concluded) == 0) {
            end.reached(failed ? null : results);
        } else if (next < items.count()) {
            advance();
        }
    }

    private static long size(ReceivedEvent event) {
        return 4L * event.body().length / 3 + ENVELOPE;
    }
}
