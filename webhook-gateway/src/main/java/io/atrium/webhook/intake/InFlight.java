package io.atrium.webhook.intake;

import io.atrium.kit.budget.SharedAmount;
import java.util.UUID;

/**
 * Single deliveries that wait for the broker's acknowledgement: bounded in number and in bytes, and one organization has at
 * most half of each, so that beside its flood the others' deliveries find room while the broker is slow. The few that may
 * wait for a partition which failed to acknowledge are shared in the same way.
 */
final class InFlight {

    private final SharedAmount<UUID> events;
    private final SharedAmount<UUID> bytes;
    private final SharedAmount<UUID> probes;

    private InFlight(int events, long bytes, int afterFailure) {
        this.events = SharedAmount.halved(events);
        this.bytes = SharedAmount.halved(bytes);
        this.probes = SharedAmount.halved(afterFailure);
    }

    static InFlight of(IntakeConfig config) {
        return new InFlight(config.maxInFlight(), config.maxBytesInFlight(), config.maxInFlightAfterFailure());
    }

    /**
     * Takes room for an event.
     *
     * @param probe whether the event's partition failed to acknowledge what it was last given: then only a few may wait
     * @return false when there is no room; then nothing was taken
     */
    boolean enter(UUID organizationId, int size, boolean probe) {
        if (!events.take(organizationId, 1)) {
            return false;
        }
        if (!bytes.take(organizationId, size)) {
            events.give(organizationId, 1);
            return false;
        }
        if (probe && !probes.take(organizationId, 1)) {
            leave(organizationId, size, false);
            return false;
        }
        return true;
    }

    /** Gives the room of an event back, as it was taken. */
    void leave(UUID organizationId, int size, boolean probe) {
        events.give(organizationId, 1);
        bytes.give(organizationId, size);
        if (probe) {
            probes.give(organizationId, 1);
        }
    }

    int events() {
        return (int) events.held();
    }
}
