package io.atrium.kit.outbox;

import io.atrium.kit.database.Outages;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Publishes the messages of one topic, for as long as the process owns the outbox; all of it on the relay's context.
 *
 * <p>It reads the oldest messages in batches, sends them partition by partition, and removes those of a partition once
 * all that were sent to it have been acknowledged or refused; of a key with a message that was not acknowledged it
 * removes nothing after that. A partition that has not answered within {@code stragglers}, or that failed by an outage,
 * is passed over with all its keys until it answers or its pause is over, and a key whose message failed by its own
 * fault until that message's pause is over ({@link LaneHolds}); what is behind them goes on. Memory: what is not yet
 * acknowledged, at most {@value #BATCHES} batches.
 */
final class RelayLane {

    private static final Logger LOG = Logger.getLogger(RelayLane.class);
    private static final int BATCHES = 4;
    private static final int HEADS = 4;
    private static final long METADATA_MILLIS = 100;
    private static final long LEAST_MILLIS = 20;

    private final String topic;
    private final SqlConnection connection;
    private final LaneTransport transport;
    private final LaneParts parts;
    private final OutboxReads reads;
    private final OutboxConfig config;
    private final Vertx vertx;
    private final Executor relay;
    private final Consumer<Throwable> broken;
    private final LaneHolds holds = new LaneHolds();
    private final LaneChoice choice;
    private final LaneOutcomes outcomes;

    private boolean running;
    private boolean again;
    private boolean closed;
    private boolean timerSet;
    private int limit;
    private long unacknowledged;

    /** What all lanes of a process share. */
    record LaneParts(
            OutboxRecords records, LaneFaults faults, OutboxConfig config, RelayMetrics metrics, Vertx vertx) {}

    /**
     * @param relay runs on the relay's context
     * @param broken told when the database cannot be asked any more
     */
    RelayLane(
            String topic,
            SqlConnection connection,
            LaneTransport transport,
            LaneParts parts,
            Executor relay,
            Consumer<Throwable> broken) {
        this.topic = topic;
        this.connection = connection;
        this.transport = transport;
        this.parts = parts;
        this.config = parts.config();
        this.reads = new OutboxReads(config);
        this.vertx = parts.vertx();
        this.relay = relay;
        this.broken = broken;
        this.choice = new LaneChoice(holds, transport, this::wake);
        this.outcomes = new LaneOutcomes(topic, holds, transport, parts.faults(), config);
        this.limit = config.batchSize();
    }

    /** Publishes what there is; called again while it does, it looks once more. */
    void wake() {
        if (running) {
            again = true;
        } else if (!closed) {
            running = true;
            again = false;
            holds.beginPass();
            guard(this::step);
        }
    }

    void close() {
        closed = true;
        transport.close();
    }

    int blockedPartitions() {
        return holds.blockedPartitions();
    }

    void step() {
        int known = transport.partitions();
        if (closed) {
            running = false;
        } else if (known == 0) {
            transport.prepare();
            rest();
            wakeIn(METADATA_MILLIS);
        } else if (unacknowledged >= (long) BATCHES * config.batchBytes() || !choice.makeReady(known)) {
            rest();
        } else if (holds.any() || limit < config.batchSize() || transport.failsTogether()) {
            int read = HEADS * config.batchSize();
            then(reads.heads(connection, topic, holds.passed(), read), heads -> choose(heads, read));
        } else {
            holds.beginAtTheOldest();
            take(reads.rows(connection, topic, limit), null);
        }
    }

    private void choose(List<OutboxReads.Head> heads, int read) {
        LaneChoice.Chosen chosen = choice.of(heads, limit);
        if (!chosen.seqs().isEmpty()) {
            take(reads.rows(connection, chosen.seqs()), chosen);
        } else if (heads.size() == read) {
            holds.passTo(chosen.until());
            step();
        } else {
            rest();
        }
    }

    private void take(Uni<List<OutboxRow>> reading, LaneChoice.@Nullable Chosen chosen) {
        reading.subscribe()
                .with(rows -> guard(() -> taken(rows, chosen)), failure -> guard(() -> unreadable(failure, chosen)));
    }

    private void taken(List<OutboxRow> rows, LaneChoice.@Nullable Chosen chosen) {
        limit = Math.min(config.batchSize(), limit * 2);
        if (rows.isEmpty()) {
            rest();
            return;
        }
        // what did not fit the batch is read again
        holds.passTo(
                chosen != null && rows.size() == chosen.seqs().size()
                        ? chosen.until()
                        : rows.get(rows.size() - 1).seq());
        new LaneBatch(this, rows, chosen == null && wereAll(rows)).begin();
    }

    /** Whether nothing was left to read: neither the number nor the bytes of a batch were reached. */
    private boolean wereAll(List<OutboxRow> rows) {
        return rows.size() < config.batchSize() && bytes(rows) < config.batchBytes();
    }

    private long bytes(List<OutboxRow> rows) {
        return rows.stream()
                .mapToLong(row -> Math.min(row.length(), config.maxDataBytes()))
                .sum();
    }

    private void unreadable(Throwable failure, LaneChoice.@Nullable Chosen chosen) {
        if (isOutage(failure)) {
            fail(failure);
        } else if (chosen != null && chosen.seqs().size() == 1) {
            outcomes.passOver(chosen.lastKey(), 1);
            then(parts.faults().failed(connection, topic, chosen.seqs().get(0), failure), done -> step());
        } else {
            limit = Math.max(1, limit / 4);
            step();
        }
    }

    /** Ends the pass; what is held comes again when it can, and what has come since its last read at once. */
    void rest() {
        running = false;
        holds.endPass();
        if (again) {
            wake();
        } else if (holds.any()) {
            wakeIn(Math.max(LEAST_MILLIS, holds.nanosToWholePass() / 1_000_000));
        }
    }

    private void wakeIn(long millis) {
        if (!timerSet) {
            timerSet = true;
            vertx.setTimer(millis, timer -> {
                timerSet = false;
                wake();
            });
        }
    }

    // --- for a batch ---

    LaneHolds holds() {
        return holds;
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
        return vertx.setTimer(Math.max(1, config.stragglers().toMillis()), timer -> guard(work));
    }

    void cancel(long timer) {
        vertx.cancelTimer(timer);
    }

    void send(
            int partition,
            List<OutboxRow> messages,
            List<ProducerRecord<byte[], byte[]>> records,
            Consumer<List<@Nullable Throwable>> answered) {
        long bytes = bytes(messages);
        holds.partition(partition).sending();
        unacknowledged += bytes;
        then(transport.send(partition, records).emitOn(relay), results -> {
            unacknowledged -= bytes;
            answered.accept(results);
        });
    }

    /** Draws the consequences of what became of messages that were sent to a partition together. */
    void judge(int partition, List<OutboxRow> messages, Acknowledged found) {
        LaneOutcomes.Outcome outcome = outcomes.settle(partition, messages.size(), found);
        if (outcome.beginAnew()) {
            holds.makeWholePassDue();
            again = true;
        }
        if (outcome.counts()) {
            found.faults().forEach(this::atFault);
            Set<Long> gone = new HashSet<>(found.removable());
            messages.stream().filter(row -> gone.contains(row.seq())).forEach(parts.faults()::sent);
        }
    }

    /** Counts a failure by the message's own fault, and passes over its key for a while. */
    void atFault(OutboxRow row, Throwable failure) {
        outcomes.passOver(row.key(), row.attempts() + 1);
        then(parts.faults().failed(connection, row, failure), done -> {});
    }

    /** What is read next goes through the same connection, and so comes after the removal. */
    void remove(List<Long> seqs) {
        if (!seqs.isEmpty() && !closed) {
            parts.metrics().published(seqs.size());
            then(reads.remove(connection, seqs), done -> {});
        }
    }

    private <T> void then(Uni<T> answer, Consumer<T> next) {
        answer.subscribe().with(item -> guard(() -> next.accept(item)), this::fail);
    }

    /** A defect of the lane ends the term like a lost connection: it must not stay half done. */
    void guard(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            LOG.errorf(e, "The lane of %s failed", topic);
            fail(e);
        }
    }

    void fail(Throwable failure) {
        running = false;
        if (!closed) {
            broken.accept(failure);
        }
    }

    /** A statement that was cancelled is the message's fault: it may be so large that it cannot be read in time. */
    static boolean isOutage(Throwable failure) {
        return Outages.isOutage(failure) && !Outages.isCancelled(failure);
    }
}
