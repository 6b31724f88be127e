package io.atrium.webhook.intake;

import io.atrium.kit.budget.SharedAmount;
import java.util.UUID;

/**
 * Single deliveries that wait for the broker's acknowledgement: bounded in number and in bytes, and one organization has at
 * most half of each, so that beside its flood the others' deliveries find room while the broker is slow.
 */
final class InFlight {

    private final SharedAmount<UUID> events;
    private final SharedAmount<UUID> bytes;
    private final int afterFailure;

    private InFlight(int events, long bytes, int afterFailure) {
        this.events = SharedAmount.halved(events);
        this.bytes = SharedAmount.halved(bytes);
        this.afterFailure = afterFailure;
    }

    static InFlight of(IntakeConfig config) {
        return new InFlight(config.maxInFlight(), config.maxBytesInFlight(), config.maxInFlightAfterFailure());
    }

    /**
     * Takes room for an event.
     *
     * @param failing whether the broker failed to acknowledge what it was last given: then only a few may wait
     * @return false when there is no room; then nothing was taken
     */
    boolean enter(UUID organizationId, int size, boolean failing) {
        if (failing && events.held() >= afterFailure || !events.take(organizationId, 1)) {
            return false;
        }
        if (!bytes.take(organizationId, size)) {
            events.give(organizationId, 1);
            return false;
        }
        return true;
    }

    /** Gives the room of an event back. */
    void leave(UUID organizationId, int size) {
        events.give(organizationId, 1);
        bytes.give(organizationId, size);
    }

    int events() {
        return (int) events.held();
    }
}
