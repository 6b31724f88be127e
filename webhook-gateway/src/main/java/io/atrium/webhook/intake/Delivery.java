package io.atrium.webhook.intake;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An event between its arrival and the broker's word on it; whoever brings it again meanwhile shares that word. */
final class Delivery {

    /** The broker's word. */
    enum Outcome {
        ACKNOWLEDGED,
        FAILED
    }

    private final UUID eventId;
    private final Exchange first;
    private @Nullable List<Exchange> sharers;
    private @Nullable Outcome outcome;

    Delivery(UUID eventId, Exchange first) {
        this.eventId = eventId;
        this.first = first;
    }

    UUID eventId() {
        return eventId;
    }

    /** Has the exchange answered when this is settled, at once if it is. */
    void share(Exchange exchange) {
        Outcome known;
        synchronized (this) {
            known = outcome;
            if (known == null) {
                if (sharers == null) {
                    sharers = new ArrayList<>(2);
                }
                sharers.add(exchange);
            }
        }
        if (known != null) {
            tell(exchange, known, true);
        }
    }

    /** Answers all who wait. */
    void settle(Outcome result) {
        List<Exchange> waiting;
        synchronized (this) {
            outcome = result;
            waiting = sharers;
            sharers = null;
        }
        tell(first, result, false);
        if (waiting != null) {
            waiting.forEach(exchange -> tell(exchange, result, true));
        }
    }

    private void tell(Exchange exchange, Outcome result, boolean duplicate) {
        exchange.settle(eventId, result, duplicate);
    }
}
