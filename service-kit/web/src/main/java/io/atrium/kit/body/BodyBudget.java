package io.atrium.kit.body;

import io.atrium.kit.http.HttpConfig;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.configuration.MemorySize;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Limits the bytes of request bodies in memory: for the process, and for each organization or client network, so that
 * none of them can use up all of it. An eighth is a reserve for bodies of at most {@value #SMALL} bytes. When there is no
 * room, bodies that are still being received are ended in favour of an owner that holds less. The number of open leases
 * is limited by the bytes that they hold.
 */
@ApplicationScoped
public class BodyBudget {

    /** The longest body that may use the reserve. */
    static final int SMALL = 16 * 1024;

    private final BodyPool general;
    private final BodyPool reserve;
    private final Counter refused;
    private final Counter displaced;
    private final Counter cut;

    @Inject
    BodyBudget(
            HttpConfig config,
            @ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize maxBody,
            MeterRegistry registry) {
        this(BodyPools.of(config, maxBody.asLongValue()), registry);
    }

    BodyBudget(BodyPools pools, MeterRegistry registry) {
        this.general = pools.general();
        this.reserve = pools.reserve();
        this.refused = Counter.builder("atrium.http.body.refused")
                .description("Requests that were refused because too many bytes of bodies were in memory")
                .register(registry);
        this.displaced = Counter.builder("atrium.http.body.displaced")
                .description("Requests that were given up while their bodies came, for somebody who held less")
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
        return general.held() + reserve.held();
    }

    void countSlow() {
        cut.increment();
    }

    /** What one body holds. Used by one thread at a time, but closed by any. */
    public final class Lease implements BodyRoom, AutoCloseable {

        private final String owner;
        private BodyPool pool = general;
        private boolean small = true;
        private long own;
        private @Nullable Runnable whenDisplaced;
        private boolean closed;

        private Lease(String owner) {
            this.owner = owner;
        }

        /** Counts a refusal when there is no room. */
        @Override
        public boolean announce(long bytes) {
            synchronized (BodyBudget.this) {
                small = bytes <= SMALL;
                boolean room = general.hasRoom(owner, bytes)
                        || (small && reserve.hasRoom(owner, bytes))
                        || general.displacedFor(owner, bytes).isPresent()
                        || (small && reserve.displacedFor(owner, bytes).isPresent());
                if (!room) {
                    refused.increment();
                }
                return room;
            }
        }

        @Override
        public void receiving(Runnable displaced) {
            synchronized (BodyBudget.this) {
                if (!closed) {
                    whenDisplaced = displaced;
                    pool.receiving(this);
                }
            }
        }

        @Override
        public boolean received() {
            synchronized (BodyBudget.this) {
                whenDisplaced = null;
                pool.received(this);
                return !closed;
            }
        }

        /** Holds more bytes, or none of them when there is no room. */
        public boolean take(long more) {
            List<Lease> ended;
            synchronized (BodyBudget.this) {
                if (closed) {
                    return false;
                }
                small &= own + more <= SMALL;
                Optional<List<Lease>> given = find(more);
                if (given.isEmpty()) {
                    refused.increment();
                    return false;
                }
                ended = given.get();
                own += more;
            }
            ended.forEach(Lease::tellDisplaced);
            return true;
        }

        /** Takes them where there is room, else where others give way; answers the bodies that did. */
        private Optional<List<Lease>> find(long more) {
            if (takeWhereRoom(general, more) || (small && takeWhereRoom(reserve, more))) {
                return Optional.of(List.of());
            }
            Optional<List<Lease>> ended = displaceIn(general, more);
            return ended.isPresent() || !small ? ended : displaceIn(reserve, more);
        }

        private boolean takeWhereRoom(BodyPool wanted, long more) {
            boolean room = wanted.hasRoom(owner, needed(wanted, more));
            if (room) {
                moveTo(wanted, more);
            }
            return room;
        }

        private Optional<List<Lease>> displaceIn(BodyPool wanted, long more) {
            Optional<List<Lease>> ended = wanted.displacedFor(owner, needed(wanted, more));
            ended.ifPresent(leases -> {
                leases.forEach(Lease::close);
                displaced.increment(leases.size());
                moveTo(wanted, more);
            });
            return ended;
        }

        /** A body is in one pool: what it holds of the other moves with it. */
        private long needed(BodyPool wanted, long more) {
            return wanted == pool ? more : own + more;
        }

        private void moveTo(BodyPool wanted, long more) {
            wanted.take(owner, needed(wanted, more));
            if (wanted != pool) {
                pool.give(owner, own);
                if (whenDisplaced != null) {
                    pool.received(this);
                    wanted.receiving(this);
                }
                pool = wanted;
            }
        }

        private void tellDisplaced() {
            if (whenDisplaced != null) {
                whenDisplaced.run();
            }
        }

        /** Gives some of them back. */
        public void give(long less) {
            synchronized (BodyBudget.this) {
                if (!closed && less > 0) {
                    own -= less;
                    pool.give(owner, less);
                }
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
        public void close() {
            synchronized (BodyBudget.this) {
                pool.received(this);
                give(own);
                closed = true;
            }
        }

        String owner() {
            return owner;
        }

        /** Guarded by its budget. */
        long held() {
            return own;
        }
    }
}
