package io.atrium.kit.outbox;

import io.atrium.kit.database.Outages;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Publishes the messages of one topic while the process owns the outbox; all of it on the relay's context.
 *
 * <p>It reads the oldest messages in batches ({@link LaneBatch}), which are sent partition by partition
 * ({@link LaneSends}). The messages of a partition are removed when all of them have been acknowledged or refused; of a
 * key, nothing is removed after a message that was not acknowledged. A partition that does not answer within
 * {@code stragglers}, or that failed because of an outage, is skipped with all its keys until it answers or its pause is
 * over. A key whose message failed for a reason of its own is skipped until the pause of that message is over
 * ({@link LaneHolds}). Later messages of other keys are sent. Memory: the messages that are not acknowledged yet, at most
 * {@value #BATCHES} batches.
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
    private final LaneFaults faults;
    private final OutboxReads reads;
    private final OutboxConfig config;
    private final Vertx vertx;
    private final Consumer<Throwable> broken;
    private final LaneHolds holds = new LaneHolds();
    private final LaneChoice choice;
    private final LaneOutcomes outcomes;
    private final LaneSends sends;

    private boolean running;
    private boolean again;
    private boolean closed;
    private boolean timerSet;
    private int limit;

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
        this.faults = parts.faults();
        this.config = parts.config();
        this.reads = new OutboxReads(config);
        this.vertx = parts.vertx();
        this.broken = broken;
        this.choice = new LaneChoice(holds, transport, this::wake);
        this.outcomes = new LaneOutcomes(topic, holds, transport, faults, config);
        this.sends = new LaneSends(this, connection, transport, parts, holds, outcomes, relay);
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

    /** The next look begins at the oldest message again. */
    void beginAnew() {
        holds.makeWholePassDue();
        again = true;
    }

    boolean isClosed() {
        return closed;
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
        } else if (sends.unacknowledgedBytes() >= (long) BATCHES * config.batchBytes() || !choice.makeReady(known)) {
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
        new LaneBatch(this, sends, holds, rows, chosen == null && wereAll(rows)).begin();
    }

    /** Whether nothing was left to read: neither the number nor the bytes of a batch were reached. */
    private boolean wereAll(List<OutboxRow> rows) {
        return rows.size() < config.batchSize() && OutboxRow.bytes(rows, config.maxDataBytes()) < config.batchBytes();
    }

    private void unreadable(Throwable failure, LaneChoice.@Nullable Chosen chosen) {
        if (isOutage(failure)) {
            fail(failure);
        } else if (chosen != null && chosen.seqs().size() == 1) {
            outcomes.passOver(chosen.lastKey(), 1);
            then(faults.failed(connection, topic, chosen.seqs().get(0), failure), done -> step());
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

    <T> void then(Uni<T> answer, Consumer<T> next) {
        answer.subscribe().with(item -> guard(() -> next.accept(item)), this::fail);
    }

    /** A defect of the lane ends the term like a lost connection: it must not stay half done. */
    void guard(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            LOG.errorf(e, "The outbox relay of topic %s failed", topic);
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
