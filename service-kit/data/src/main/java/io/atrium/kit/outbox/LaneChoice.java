package io.atrium.kit.outbox;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Which messages of a lane can be sent now: those whose key and partition nothing holds. */
final class LaneChoice {

    private final LaneHolds holds;
    private final LaneTransport transport;
    private final Runnable wake;

    /** @param wake runs when a partition has become ready */
    LaneChoice(LaneHolds holds, LaneTransport transport, Runnable wake) {
        this.holds = holds;
        this.transport = transport;
        this.wake = wake;
    }

    /**
     * What was chosen.
     *
     * @param lastKey of the last one chosen; empty when there is none
     * @param until the seq that was looked at last
     */
    record Chosen(List<Long> seqs, String lastKey, long until) {}

    /** Whether any partition is left that this pass may send to. */
    boolean makeReady(int partitions) {
        if (transport.failsTogether()) {
            IntStream.range(0, partitions).forEach(partition -> transport.isReady(partition, wake));
        }
        return holds.closedPartitions() < partitions;
    }

    /** Goes through messages without their data, and takes at most so many of those that can be sent. */
    Chosen of(List<OutboxReads.Head> heads, int limit) {
        List<Long> seqs = new ArrayList<>();
        Map<Integer, Integer> each = new HashMap<>();
        String lastKey = "";
        long until = holds.passed();
        for (OutboxReads.Head head : heads) {
            if (seqs.size() >= limit) {
                break;
            }
            until = head.seq();
            if (isSendable(head.key(), each, limit)) {
                seqs.add(head.seq());
                lastKey = head.key();
            }
        }
        return new Chosen(seqs, lastKey, until);
    }

    private boolean isSendable(String key, Map<Integer, Integer> each, int limit) {
        int partition = transport.partition(key);
        if (holds.isClosed(partition) || holds.isClosed(key)) {
            return false;
        }
        PartitionState state = holds.partition(partition);
        boolean open = state.isFree()
                && transport.isReady(partition, wake)
                && each.merge(partition, 1, Integer::sum) <= state.most(limit);
        if (!open) {
            holds.close(partition);
        }
        return open;
    }
}
