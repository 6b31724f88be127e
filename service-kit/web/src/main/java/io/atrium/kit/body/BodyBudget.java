package io.atrium.kit.body;

import io.atrium.kit.budget.SharedAmount;
import io.atrium.kit.http.HttpConfig;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.configuration.MemorySize;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Limits the bytes of request bodies in memory: for the process, and for each organization or client network, so that
 * none of them can use up all of it. The number of open leases is limited by the bytes that they hold.
 */
@ApplicationScoped
public class BodyBudget {

    private static final int PART_OF_HEAP = 16;
    private static final int SHARES = 4;

    private final SharedAmount<String> bytes;
    private final Counter refused;
    private final Counter cut;

    @Inject
    BodyBudget(
            HttpConfig config,
            @ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize maxBody,
            MeterRegistry registry) {
        this(amount(config, maxBody.asLongValue()), registry);
    }

    BodyBudget(SharedAmount<String> bytes, MeterRegistry registry) {
        this.bytes = bytes;
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

    private static SharedAmount<String> amount(HttpConfig config, long maxBody) {
        long total = config.maxBufferedBytes()
                .map(MemorySize::asLongValue)
                .orElse(Math.max(SHARES * maxBody, Runtime.getRuntime().maxMemory() / PART_OF_HEAP));
        long share =
                config.maxBufferedBytesPerClient().map(MemorySize::asLongValue).orElse(total / SHARES);
        if (share < maxBody || total < share) {
            throw new IllegalArgumentException("atrium.http.max-buffered-bytes-per-client is " + share
                    + ": it must be between the largest body, which is " + maxBody
                    + ", and atrium.http.max-buffered-bytes, which is " + total);
        }
        return new SharedAmount<>(total, share);
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
    long used() {
        return bytes.held();
    }

    void countSlow() {
        cut.increment();
    }

    /** What one body holds. Used by one thread at a time, but closed by any. */
    public final class Lease implements BodyRoom, AutoCloseable {

        private final String owner;
        private long own;
        private boolean closed;

        private Lease(String owner) {
            this.owner = owner;
        }

        /** Counts a refusal when there is no room. */
        @Override
        public boolean hasRoom(long more) {
            boolean room = bytes.hasRoom(owner, more);
            if (!room) {
                refused.increment();
            }
            return room;
        }

        /** Holds more bytes, or none of them when there is no room. */
        public synchronized boolean take(long more) {
            if (closed || !bytes.take(owner, more)) {
                refused.increment();
                return false;
            }
            own += more;
            return true;
        }

        /** Gives some of them back. */
        public synchronized void give(long less) {
            if (!closed && less > 0) {
                own -= less;
                bytes.give(owner, less);
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
            give(own);
            closed = true;
        }
    }
}
