package io.atrium.kit.outbox;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Makes the records of a lane's messages, sends them, and acts on the answers; on the relay's context. */
final class LaneSends {

    private final RelayLane lane;
    private final SqlConnection connection;
    private final LaneTransport transport;
    private final RelayLane.LaneParts parts;
    private final LaneHolds holds;
    private final LaneOutcomes outcomes;
    private final Executor relay;
    private final OutboxReads reads;
    private final OutboxConfig config;
    private final Vertx vertx;
    private long unacknowledged;

    LaneSends(
            RelayLane lane,
            SqlConnection connection,
            LaneTransport transport,
            RelayLane.LaneParts parts,
            LaneHolds holds,
            LaneOutcomes outcomes,
            Executor relay) {
        this.lane = lane;
        this.connection = connection;
        this.transport = transport;
        this.parts = parts;
        this.holds = holds;
        this.outcomes = outcomes;
        this.relay = relay;
        this.config = parts.config();
        this.reads = new OutboxReads(config);
        this.vertx = parts.vertx();
    }

    long unacknowledgedBytes() {
        return unacknowledged;
    }

    int partition(String key) {
        return transport.partition(key);
    }

    @Nullable
    ProducerRecord<byte[], byte[]> whole(OutboxRow row) {
        return parts.records().whole(row);
    }

    Uni<ProducerRecord<byte[], byte[]>> other(OutboxRow row) {
        return parts.records().other(connection, row).emitOn(relay);
    }

    long whenLate(Runnable work) {
        return vertx.setTimer(Math.max(1, config.stragglers().toMillis()), timer -> lane.guard(work));
    }

    void cancel(long timer) {
        vertx.cancelTimer(timer);
    }

    void send(
            int partition,
            List<OutboxRow> messages,
            List<ProducerRecord<byte[], byte[]>> records,
            Consumer<List<@Nullable Throwable>> answered) {
        long bytes = OutboxRow.bytes(messages, config.maxDataBytes());
        holds.partition(partition).sending();
        unacknowledged += bytes;
        lane.then(transport.send(partition, records).emitOn(relay), results -> {
            unacknowledged -= bytes;
            answered.accept(results);
        });
    }

    /** Acts on the answers to messages that were sent to a partition together. */
    void judge(int partition, List<OutboxRow> messages, Acknowledged found) {
        LaneOutcomes.Outcome outcome = outcomes.settle(partition, messages.size(), found);
        if (outcome.beginAnew()) {
            lane.beginAnew();
        }
        if (outcome.counts()) {
            found.faults().forEach(this::atFault);
            Set<Long> gone = new HashSet<>(found.removable());
            messages.stream().filter(row -> gone.contains(row.seq())).forEach(parts.faults()::sent);
        }
    }

    /** Counts a failure that is the message's own, and skips its key for a while. */
    void atFault(OutboxRow row, Throwable failure) {
        outcomes.passOver(row.key(), row.attempts() + 1);
        lane.then(parts.faults().failed(connection, row, failure), done -> {});
    }

    /** The next read uses the same connection, so it comes after the removal. */
    void remove(List<Long> seqs) {
        if (!seqs.isEmpty() && !lane.isClosed()) {
            parts.metrics().published(seqs.size());
            lane.then(reads.remove(connection, seqs), done -> {});
        }
    }
}
