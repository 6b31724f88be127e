package io.atrium.kit.outbox;

import io.atrium.kit.time.Backoff;
import org.jboss.logging.Logger;

/** What a lane holds after its messages were acknowledged, refused or not answered. */
final class LaneOutcomes {

    private static final Logger LOG = Logger.getLogger(LaneOutcomes.class);

    private final String topic;
    private final LaneHolds holds;
    private final LaneTransport transport;
    private final LaneFaults faults;
    private final OutboxConfig config;

    LaneOutcomes(String topic, LaneHolds holds, LaneTransport transport, LaneFaults faults, OutboxConfig config) {
        this.topic = topic;
        this.holds = holds;
        this.transport = transport;
        this.faults = faults;
        this.config = config;
    }

    /**
     * What follows for the lane.
     *
     * @param beginAnew whether it has to look at the oldest messages again
     * @param counts whether what failed is the fault of the messages that it was told of
     */
    record Outcome(boolean beginAnew, boolean counts) {}

    /** Holds, opens or isolates the partition. Of messages that fail together, none is at fault before it fails alone. */
    Outcome settle(int partition, int messages, Acknowledged found) {
        PartitionState state = holds.partition(partition);
        Throwable outage = found.outage();
        if (outage != null) {
            LOG.logf(
                    state.isBlocked() ? Logger.Level.DEBUG : Logger.Level.WARN,
                    "%d messages for partition %d of %s were not taken and are tried again: %s",
                    messages - found.removable().size(),
                    partition,
                    topic,
                    outage.toString());
            state.failed(new Backoff(
                    config.backoff(),
                    transport.failsTogether() ? config.longestBackoffOfState() : config.longestBackoff()));
            holds.close(partition);
            return new Outcome(false, true);
        }
        if (transport.failsTogether() && messages > 1 && !found.faults().isEmpty()) {
            state.isolate(messages);
            holds.close(partition);
            return new Outcome(true, false);
        }
        state.settled();
        return new Outcome(holds.isClosed(partition), true);
    }

    /** Passes over a key for a while after so many failures, or over its partition when too many keys are held. */
    void passOver(String key, int failures) {
        if (!holds.block(key, faults.pauseUntil(failures, topic))) {
            holds.partition(transport.partition(key)).failed(new Backoff(config.backoff(), config.longestBackoff()));
        }
    }
}
