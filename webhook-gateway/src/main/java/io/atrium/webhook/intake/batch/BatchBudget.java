package io.atrium.webhook.intake.batch;

import io.atrium.kit.body.BodyRoom;
import io.atrium.kit.budget.SharedAmount;
import io.atrium.webhook.intake.BatchConfig;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/**
 * The bytes that batches hold in memory: so many for the process, and a share of them for each organization. A batch takes
 * from its sender's network until its signature is verified, and from its organization afterwards.
 */
@Singleton
final class BatchBudget {

    /** What a batch takes besides its bytes: its buffers and objects. */
    static final int BASE = 64 * 1024;
    /** What an item takes besides its bytes: its ids, its place in the reply, its record in flight. */
    static final int ITEM = 1024;

    /** Owns the copies that verifying a signature under a public key makes: two of a batch of any size fit in a share. */
    static final String COPIES = "copies";

    private final SharedAmount<String> memory;

    @Inject
    BatchBudget(BatchConfig config) {
        this(memory(config));
    }

    BatchBudget(SharedAmount<String> memory) {
        this.memory = memory;
    }

    private static SharedAmount<String> memory(BatchConfig config) {
        long total = config.maxBufferedBytes();
        long share = config.maxBufferedBytesPerOrganization();
        long largest = 2L * config.maxBody() + (long) ITEM * config.maxEvents() + BASE;
        if (share < largest || total < share) {
            throw new IllegalArgumentException("webhook-gateway.batch.max-buffered-bytes-per-organization is " + share
                    + ": it must be between " + largest
                    + ", which one batch may need, and max-buffered-bytes, which is "
                    + total);
        }
        return new SharedAmount<>(total, share);
    }

    /**
     * What one batch holds, nothing yet; to be closed when the batch is answered.
     *
     * @param owner whose share it takes from
     */
    Lease open(String owner) {
        return new Lease(owner);
    }

    /** Bytes that all batches hold now. */
    long used() {
        return memory.held();
    }

    /** What one batch holds. */
    final class Lease implements BodyRoom {

        private String owner;
        private long bytes;
        private boolean closed;

        private Lease(String owner) {
            this.owner = owner;
        }

        @Override
        public synchronized boolean announce(long announced) {
            return memory.hasRoom(owner, announced);
        }

        /** While a buffer is copied, both are counted. The first one takes {@link #BASE} too. */
        @Override
        public boolean resize(int from, int to) {
            return take(from == 0 ? BASE + to : to);
        }

        @Override
        public void resized(int from, int to) {
            give(from);
        }

        /** Holds more bytes, or none of them when there is no room. */
        synchronized boolean take(long more) {
            if (closed || !memory.take(owner, more)) {
                return false;
            }
            bytes += more;
            return true;
        }

        synchronized void give(long less) {
            if (!closed) {
                bytes -= less;
                memory.give(owner, less);
            }
        }

        /** What it holds counts for another owner from now on, or for the same one when the other has no room for it. */
        synchronized boolean moveTo(String other) {
            if (closed || !memory.move(owner, other, bytes)) {
                return false;
            }
            owner = other;
            return true;
        }

        /** Gives back all of it; closing twice does nothing. */
        synchronized void close() {
            give(bytes);
            closed = true;
        }
    }
}
