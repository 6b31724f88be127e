package io.atrium.kit.outbox;

import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Messages of a lane that were read together, from the making of their records to their removal. */
final class LaneBatch {

    private final RelayLane lane;
    private final LaneSends sends;
    private final LaneHolds holds;
    private final List<OutboxRow> rows;
    private final boolean last;
    private final Map<Long, ProducerRecord<byte[], byte[]>> made = new HashMap<>();
    private final List<Long> removable = new ArrayList<>();
    private final Set<Integer> waiting = new HashSet<>();
    private boolean over;

    /** @param last whether nothing was left to read, so that the lane need not ask whether there is more */
    LaneBatch(RelayLane lane, LaneSends sends, LaneHolds holds, List<OutboxRow> rows, boolean last) {
        this.lane = lane;
        this.sends = sends;
        this.holds = holds;
        this.rows = rows;
        this.last = last;
    }

    /** Makes the records and sends them; the lane goes on once all have been answered, or the rest is late. */
    void begin() {
        make(0);
    }

    /** In order; most are made at once, some need a word with the database. */
    private void make(int from) {
        for (int i = from; i < rows.size(); i++) {
            OutboxRow row = rows.get(i);
            if (!holds.isBlocked(row.key()) && !makeWhole(row)) {
                int next = i + 1;
                Uni.createFrom()
                        .deferred(() -> sends.other(row))
                        .subscribe()
                        .with(
                                other -> lane.guard(() -> made(row, other, next)),
                                failure -> lane.guard(() -> notMade(row, failure, next)));
                return;
            }
        }
        send();
    }

    /** Whether there is no more to be done: it is made, or it cannot be by its own fault. */
    private boolean makeWhole(OutboxRow row) {
        try {
            ProducerRecord<byte[], byte[]> record = sends.whole(row);
            if (record != null) {
                made.put(row.seq(), record);
            }
            return record != null;
        } catch (RuntimeException e) {
            sends.atFault(row, e);
            return true;
        }
    }

    private void made(OutboxRow row, ProducerRecord<byte[], byte[]> record, int next) {
        made.put(row.seq(), record);
        make(next);
    }

    private void notMade(OutboxRow row, Throwable failure, int next) {
        if (RelayLane.isOutage(failure)) {
            lane.fail(failure);
        } else {
            sends.atFault(row, failure);
            make(next);
        }
    }

    private void send() {
        Map<Integer, List<OutboxRow>> byPartition = new LinkedHashMap<>();
        for (OutboxRow row : rows) {
            if (made.containsKey(row.seq()) && !holds.isBlocked(row.key())) {
                byPartition
                        .computeIfAbsent(sends.partition(row.key()), ignored -> new ArrayList<>())
                        .add(row);
            }
        }
        if (byPartition.isEmpty()) {
            goOn();
            return;
        }
        waiting.addAll(byPartition.keySet());
        long timer = sends.whenLate(this::end);
        byPartition.forEach((partition, messages) -> sends.send(
                partition,
                messages,
                messages.stream().map(this::record).toList(),
                results -> settled(partition, messages, results, timer)));
    }

    private ProducerRecord<byte[], byte[]> record(OutboxRow row) {
        ProducerRecord<byte[], byte[]> record = made.get(row.seq());
        if (record == null) {
            throw new IllegalStateException("No record was made of " + row.id());
        }
        return record;
    }

    private void settled(int partition, List<OutboxRow> messages, List<@Nullable Throwable> results, long timer) {
        Acknowledged found = Acknowledged.of(messages, results);
        removable.addAll(found.removable());
        waiting.remove(partition);
        sends.judge(partition, messages, found);
        if (over) {
            remove();
            lane.wake();
        } else if (waiting.isEmpty()) {
            sends.cancel(timer);
            end();
        }
    }

    /** Everything has come, or the rest is late: what comes later is removed by itself. */
    private void end() {
        if (!over) {
            over = true;
            waiting.forEach(holds::close);
            remove();
            goOn();
        }
    }

    private void goOn() {
        if (last) {
            lane.rest();
        } else {
            lane.step();
        }
    }

    private void remove() {
        List<Long> seqs = List.copyOf(removable);
        removable.clear();
        sends.remove(seqs);
    }
}
