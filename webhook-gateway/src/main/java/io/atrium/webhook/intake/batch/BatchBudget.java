package io.atrium.webhook.intake.batch;

import io.atrium.kit.body.BodyRoom;
import io.atrium.webhook.intake.BatchConfig;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;

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

    private final long total;
    private final long share;
    private final Map<String, Long> held = new HashMap<>();
    private long used;

    @Inject
    BatchBudget(BatchConfig config) {
        this(config.maxBufferedBytes(), config.maxBufferedBytesPerOrganization());
        long largest = 2L * config.maxBody() + (long) ITEM * config.maxEvents() + BASE;
        if (share < largest || total < share) {
            throw new IllegalArgumentException("webhook-gateway.batch.max-buffered-bytes-per-organization is " + share
                    + ": it must be between " + largest
                    + ", which one batch may need, and max-buffered-bytes, which is "
                    + total);
        }
    }

    BatchBudget(long total, long share) {
        this.total = total;
        this.share = share;
    }

    /**
     * What one batch holds, nothing yet; to be closed when the batch is answered.
     *
     * @param owner whose share it takes from
     */
    Lease open(String owner) {
        return new Lease(owner);
    }

    /** Bytes pass from one owner to another, or stay when the other has no room for them. */
    private synchronized boolean move(String from, String to, long bytes) {
        if (held.getOrDefault(to, 0L) + bytes > share) {
            return false;
        }
        give(from, bytes);
        used += bytes;
        held.merge(to, bytes, Long::sum);
        return true;
    }

    /** Bytes that all batches hold now. */
    synchronized long used() {
        return used;
    }

    private synchronized boolean hasRoom(String owner, long bytes) {
        return used + bytes <= total && held.getOrDefault(owner, 0L) + bytes <= share;
    }

    private synchronized boolean take(String owner, long bytes) {
        if (!hasRoom(owner, bytes)) {
            return false;
        }
        used += bytes;
        held.merge(owner, bytes, Long::sum);
        return true;
    }

    private synchronized void give(String owner, long bytes) {
        used -= bytes;
        held.computeIfPresent(owner, (same, before) -> before == bytes ? null : before - bytes);
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
            return BatchBudget.this.hasRoom(owner, announced);
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
            if (closed || !BatchBudget.this.take(owner, more)) {
                return false;
            }
            bytes += more;
            return true;
        }

        synchronized void give(long less) {
            if (!closed) {
                bytes -= less;
                BatchBudget.this.give(owner, less);
            }
        }

        /** What it holds counts for another owner from now on, or for the same one when the other has no room for it. */
        synchronized boolean moveTo(String other) {
            if (closed || !BatchBudget.this.move(owner, other, bytes)) {
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
