package io.atrium.local.gateway;

import io.vertx.core.Vertx;
import java.util.OptionalLong;

/**
 * The time that a reply waits for a client that does not read it. It has a grace of some seconds in all, and the time that
 * its bytes take at the least rate; then the connection is closed. A reply that waits for its service is not counted. On the
 * event loop of its connection, but for {@link #waitsSince}.
 */
final class SlowReader {

    private final Vertx vertx;
    private final long graceNanos;
    private final double nanosPerByte;
    private final Runnable close;
    private long bytes;
    private long waitedNanos;
    private long timer = -1;
    private volatile long since;
    private volatile boolean waits;

    SlowReader(Vertx vertx, GatewayLimits limits, Runnable close) {
        this.vertx = vertx;
        this.graceNanos = limits.replyGrace().toNanos();
        this.nanosPerByte = 1e9 / limits.leastReplyRate();
        this.close = close;
    }

    void count(int more) {
        bytes += more;
    }

    /** Nothing more can be written before the client reads. */
    void waiting() {
        if (waits) {
            return;
        }
        since = System.nanoTime();
        waits = true;
        long left = (long) (graceNanos + bytes * nanosPerByte) - waitedNanos;
        timer = vertx.setTimer(Math.max(1, left / 1_000_000), late -> close.run());
    }

    /** The client has read, or is gone. */
    void over() {
        if (waits) {
            waits = false;
            waitedNanos += System.nanoTime() - since;
            vertx.cancelTimer(timer);
        }
    }

    OptionalLong waitsSince() {
        return waits ? OptionalLong.of(since) : OptionalLong.empty();
    }
}
