package io.atrium.kit.outbox;

import io.atrium.kit.time.Backoff;

/** What a lane knows of one partition. */
final class PartitionState {

    /** What is sent to a partition that failed at the last try: enough to see whether it can be written again. */
    static final int PROBE = 10;

    private boolean busy;
    private int failures;
    private int alone;
    private long notBefore = System.nanoTime();

    boolean isFree() {
        return !busy && System.nanoTime() - notBefore >= 0;
    }

    boolean isBusy() {
        return busy;
    }

    boolean isBlocked() {
        return failures > 0;
    }

    /** How many messages may be sent to it together. */
    int most(int usual) {
        return alone > 0 ? 1 : isBlocked() ? Math.min(PROBE, usual) : usual;
    }

    void sending() {
        busy = true;
    }

    void settled() {
        busy = false;
        failures = 0;
        alone = Math.max(0, alone - 1);
    }

    /** Its broker is away. */
    void failed(Backoff backoff) {
        busy = false;
        failures = Math.min(failures + 1, 20);
        notBefore = System.nanoTime() + backoff.after(failures).toNanos();
    }

    /** One of these many is at fault: they are sent one by one. */
    void isolate(int messages) {
        busy = false;
        alone = messages;
    }

    long waitNanos() {
        return Math.max(0, notBefore - System.nanoTime());
    }
}
