package io.atrium.webhook.intake;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** An event between its arrival and the broker's word on it; whoever brings it again meanwhile shares that word. */
public final class Delivery {

    /** The broker's word. */
    public enum Outcome {
        ACKNOWLEDGED,
        FAILED
    }

    /** Who brought the event and waits for the word. */
    public interface Party {

        /**
         * Told once, on any thread.
         *
         * @param duplicate whether somebody else had brought the event before
         */
        void settle(UUID eventId, Outcome outcome, boolean duplicate);
    }

    private static final Logger LOG = Logger.getLogger(Delivery.class);

    private final UUID eventId;
    private final Party first;
    private @Nullable List<Party> sharers;
    private @Nullable Outcome outcome;

    Delivery(UUID eventId, Party first) {
        this.eventId = eventId;
        this.first = first;
    }

    UUID eventId() {
        return eventId;
    }

    /** Has the party told when this is settled, at once if it is. */
    void share(Party party) {
        Outcome known;
        synchronized (this) {
            known = outcome;
            if (known == null) {
                if (sharers == null) {
                    sharers = new ArrayList<>(2);
                }
                sharers.add(party);
            }
        }
        if (known != null) {
            party.settle(eventId, known, true);
        }
    }

    /** Tells all who wait. */
    void settle(Outcome result) {
        settle(result, false);
    }

    /** The event was known from before: even who brought it first has brought it again. */
    void settleAsDuplicate() {
        settle(Outcome.ACKNOWLEDGED, true);
    }

    private void settle(Outcome result, boolean knownBefore) {
        List<Party> waiting;
        synchronized (this) {
            if (outcome != null) {
                return;
            }
            outcome = result;
            waiting = sharers;
            sharers = null;
        }
        tell(first, result, knownBefore);
        if (waiting != null) {
            waiting.forEach(party -> tell(party, result, true));
        }
    }

    /** One that fails keeps the word from nobody else. */
    private void tell(Party party, Outcome result, boolean duplicate) {
        try {
            party.settle(eventId, result, duplicate);
        } catch (RuntimeException e) {
            LOG.error("A reply to a webhook could not be sent", e);
        }
    }
}
