package io.atrium.kit.body;

import io.atrium.kit.http.HttpConfig;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.configuration.MemorySize;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Limits the bytes of request bodies in memory: for the process, and for each organization or client network, so that
 * none of them can use up all of it. The number of open leases is limited by the bytes that they hold.
 */
@ApplicationScoped
public class BodyBudget {

    private static final int PART_OF_HEAP = 16;
    private static final int SHARES = 4;

    private final long total;
    private final long share;
    private final Counter refused;
    private final Counter cut;
    private final Map<String, Long> held = new HashMap<>();
    private long used;

    @Inject
    BodyBudget(
            HttpConfig config,
            @ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize maxBody,
            MeterRegistry registry) {
        this(
                config.maxBufferedBytes()
                        .map(MemorySize::asLongValue)
                        .orElse(Math.max(
                                SHARES * maxBody.asLongValue(),
                                Runtime.getRuntime().maxMemory() / PART_OF_HEAP)),
                config.maxBufferedBytesPerClient().map(MemorySize::asLongValue).orElse(0L),
                registry);
        if (share < maxBody.asLongValue() || total < share) {
            throw new IllegalArgumentException("atrium.http.max-buffered-bytes-per-client is " + share
                    + ": it must be between the largest body, which is " + maxBody.asLongValue()
                    + ", and atrium.http.max-buffered-bytes, which is " + total);
        }
    }

    /** @param share 0: a quarter */
    BodyBudget(long total, long share, MeterRegistry registry) {
        this.total = total;
        this.share = share == 0 ? total / SHARES : share;
        this.refused = Counter.builder("atrium.http.body.refused")
                .description("Requests that were refused because too many bytes of bodies were in memory")
                .register(registry);
        this.cut = Counter.builder("atrium.http.body.slow")
                .description("Requests that were given up because their bodies came too slowly")
                .register(registry);
        Gauge.builder("atrium.http.body.buffered.bytes", this, BodyBudget::used)
                .description("Bytes of request bodies in memory")
                .register(registry);
    }

    /**
     * What one body holds, nothing yet; to be closed when its request is answered.
     *
     * @param owner whose share it takes from
     */
    public Lease open(String owner) {
        return new Lease(owner);
    }

    /** Bytes that all bodies hold now. */
    synchronized long used() {
        return used;
    }

    void countSlow() {
        cut.increment();
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
        held.computeIfPresent(owner, (same, before) -> before <= bytes ? null : before - bytes);
    }

    /** What one body holds. Used by one thread at a time, but closed by any. */
    public final class Lease implements BodyRoom, AutoCloseable {

        private final String owner;
        private long bytes;
        private boolean closed;

        private Lease(String owner) {
            this.owner = owner;
        }

        /** Counts a refusal when there is no room. */
        @Override
        public boolean hasRoom(long more) {
            boolean room = BodyBudget.this.hasRoom(owner, more);
            if (!room) {
                refused.increment();
            }
            return room;
        }

        /** Holds more bytes, or none of them when there is no room. */
        public synchronized boolean take(long more) {
            if (closed || !BodyBudget.this.take(owner, more)) {
                refused.increment();
                return false;
            }
            bytes += more;
            return true;
        }

        /** Gives some of them back. */
        public synchronized void give(long less) {
            if (!closed && less > 0) {
                bytes -= less;
                BodyBudget.this.give(owner, less);
            }
        }

        /** While a buffer is copied, the old one is not counted. */
        @Override
        public boolean resize(int from, int to) {
            return to <= from || take((long) to - from);
        }

        @Override
        public void resized(int from, int to) {
            give((long) from - to);
        }

        /** Gives back all of it; closing twice does nothing. */
        @Override
        public synchronized void close() {
            give(bytes);
            closed = true;
        }
    }
}
