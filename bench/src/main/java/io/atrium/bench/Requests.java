package io.atrium.bench;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The requests of a round; asked by several threads, one connection by one thread at a time. */
interface Requests {

    /** The next one on a connection, written out as HTTP/1.1; null when there is none any more. */
    byte @Nullable [] next(int connection);

    /** Told what the request before was answered. */
    default void answered(int connection, String answer) {}

    /** Each of them once, on whichever connection is free. */
    static Requests each(List<byte[]> prepared) {
        AtomicInteger next = new AtomicInteger();
        return connection -> {
            int number = next.getAndIncrement();
            return number < prepared.size() ? prepared.get(number) : null;
        };
    }

    /** The same for so long, from now. */
    default Requests during(Duration duration) {
        Requests endless = this;
        long end = System.nanoTime() + duration.toNanos();
        return new Requests() {

            @Override
            public byte @Nullable [] next(int connection) {
                return System.nanoTime() < end ? endless.next(connection) : null;
            }

            @Override
            public void answered(int connection, String answer) {
                endless.answered(connection, answer);
            }
        };
    }
}
