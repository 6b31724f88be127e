package io.atrium.kit.outbox;

import io.atrium.kit.time.Backoff;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Publishes the outbox. One process of a service does so at a time ({@link RelayLease}), with an independent lane for
 * each topic ({@link RelayLane}), while it holds the lease ({@link RelayTerm}). Transactions of its own process notify
 * it, those of other processes do so by NOTIFY, and it polls at an interval. A crash between the acknowledgement and
 * the removal sends a message twice, with the same id.
 */
@ApplicationScoped
public class OutboxRelay {

    private static final Logger LOG = Logger.getLogger(OutboxRelay.class);
    private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(200), Duration.ofSeconds(10));
    private static final long MEASURE_MILLIS = 5_000;

    private final Instance<Pool> pools;
    private final RelayTerms terms;
    private final RelayMetrics metrics;
    private final StuckStates stuck;
    private final OutboxConfig config;
    private final Vertx vertx;
    private final Context context;

    private final AtomicBoolean wakeScheduled = new AtomicBoolean();
    private final AtomicLong lastNotify = new AtomicLong();
    private final AtomicBoolean notifyScheduled = new AtomicBoolean();
    private volatile boolean stopped = true;
    private volatile @Nullable RelayLease lease;

    // on the relay's context alone
    private boolean asking;
    private boolean again;
    private int failures;
    private long notBefore = System.nanoTime();
    private long lastLook = System.nanoTime();
    private @Nullable RelayTerm term;

    OutboxRelay(
            @ReactiveDataSource("relay") Instance<Pool> pools,
            RelayTerms terms,
            RelayMetrics metrics,
            StuckStates stuck,
            OutboxConfig config,
            Vertx vertx) {
        this.pools = pools;
        this.terms = terms;
        this.metrics = metrics;
        this.stuck = stuck;
        this.config = config;
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
    }

    void start(@Observes StartupEvent event) {
        if (!config.enabled() || !pools.isResolvable()) {
            return;
        }
        lease = new RelayLease(pools.get(), this::wake);
        stopped = false;
        context.runOnContext(ignored -> {
            every(config.pollInterval().toMillis(), this::look);
            every(MEASURE_MILLIS, this::measure);
        });
    }

    private void every(long millis, Runnable work) {
        vertx.setPeriodic(1, millis, timer -> {
            if (stopped) {
                vertx.cancelTimer(timer);
            } else {
                work.run();
            }
        });
    }

    void stop(@Observes ShutdownEvent event) {
        stopped = true;
        RelayLease held = lease;
        if (held != null) {
            context.runOnContext(ignored -> {
                end();
                release(held);
            });
        }
    }

    /** Says that a transaction has committed: cheap, coalesced, callable from any thread. */
    public void wake() {
        if (!stopped && wakeScheduled.compareAndSet(false, true)) {
            context.runOnContext(ignored -> vertx.setTimer(millisToNextLook(), timer -> {
                wakeScheduled.set(false);
                lastLook = System.nanoTime();
                look();
            }));
        }
    }

    private long millisToNextLook() {
        long since = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - lastLook);
        return Math.max(1, config.wakeInterval().toMillis() - since);
    }

    /** Wakes the lanes of topics that have something waiting, when the outbox is this process' or can be. */
    private void look() {
        RelayLease held = lease;
        if (stopped || held == null || System.nanoTime() - notBefore < 0) {
            return;
        }
        if (asking) {
            again = true;
            return;
        }
        asking = true;
        again = false;
        held.acquire()
                .chain(connection -> connection == null ? notifyOwner(held) : wakeLanes(connection))
                .subscribe()
                .with(ignored -> looked(), this::notLooked);
    }

    private void looked() {
        asking = false;
        failures = 0;
        if (again) {
            wake();
        }
    }

    private void notLooked(Throwable failure) {
        asking = false;
        broken(failure);
    }

    private Uni<Void> wakeLanes(SqlConnection connection) {
        RelayTerm current = term;
        if (current != null && current.isOn(connection)) {
            return current.wake();
        }
        end();
        return pools.get().getConnection().chain(reading -> {
            RelayTerm begun = terms.begin(connection, reading, this::onContext, this::broken);
            term = begun;
            return begun.wake();
        });
    }

    private void onContext(Runnable work) {
        context.runOnContext(ignored -> work.run());
    }

    /** The database could not be asked: this term is over, and the lease is given up for whoever can. */
    private void broken(Throwable failure) {
        failures = Math.min(failures + 1, 16);
        long millis = BACKOFF.after(failures).toMillis();
        notBefore = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        LOG.warnf("The outbox could not be published, next attempt in %d ms: %s", millis, failure);
        end();
        RelayLease held = lease;
        if (held != null) {
            release(held);
        }
    }

    private static void release(RelayLease held) {
        held.release().subscribe().with(done -> {}, failure -> LOG.debug("The outbox relay lost its lease", failure));
    }

    private void end() {
        RelayTerm over = term;
        term = null;
        if (over != null) {
            over.close();
        }
        stuck.clear();
        metrics.notOwner();
    }

    private Uni<Void> notifyOwner(RelayLease held) {
        end();
        long now = System.nanoTime();
        long last = lastNotify.get();
        long early = config.notifyInterval().toNanos() - (now - last);
        if (early <= 0 && lastNotify.compareAndSet(last, now)) {
            return held.notifyOwner();
        }
        notifyLater(early);
        return Uni.createFrom().voidItem();
    }

    /** The owner may have read everything that the last NOTIFY told of. */
    private void notifyLater(long nanos) {
        if (notifyScheduled.compareAndSet(false, true)) {
            vertx.setTimer(Math.max(1, TimeUnit.NANOSECONDS.toMillis(nanos) + 1), timer -> {
                notifyScheduled.set(false);
                wake();
            });
        }
    }

    private void measure() {
        RelayTerm current = term;
        if (current != null) {
            metrics.blocked.set(current.blockedPartitions());
            terms.measure(pools.get());
        }
    }
}
