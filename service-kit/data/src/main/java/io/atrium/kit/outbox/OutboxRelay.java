package io.atrium.kit.outbox;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.StreamSupport;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Publishes the outbox: reads the oldest rows, sends them, removes what the broker acknowledged, until none is left. One
 * process of a service does so at a time ({@link RelayLease}); it is woken by the transactions of its own process, by
 * NOTIFY from the others, and looks by itself every poll interval. A crash between the acknowledgement and the removal
 * sends a message twice; its id is the same.
 */
@ApplicationScoped
public class OutboxRelay {

    private static final Logger LOG = Logger.getLogger(OutboxRelay.class);
    private static final Duration SHUTDOWN = Duration.ofSeconds(5);
    private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(10);

    private final Instance<Pool> pools;
    private final OutboxPublisher publisher;
    private final OutboxConfig config;
    private final Vertx vertx;
    private final Counter published;
    private final AtomicLong backlog = new AtomicLong();
    private final AtomicLong oldestSeconds = new AtomicLong();

    private final AtomicBoolean wakeScheduled = new AtomicBoolean();
    private final AtomicBoolean running = new AtomicBoolean();
    private final AtomicLong lastNotify = new AtomicLong();
    private volatile boolean again;
    private volatile boolean stopped = true;
    private volatile int failures;
    private volatile long notBefore = System.nanoTime();
    private @Nullable RelayLease lease;

    OutboxRelay(
            @ReactiveDataSource("relay") Instance<Pool> pools,
            OutboxPublisher publisher,
            OutboxConfig config,
            Vertx vertx,
            MeterRegistry metrics) {
        this.pools = pools;
        this.publisher = publisher;
        this.config = config;
        this.vertx = vertx;
        this.published = Counter.builder("atrium.outbox.published")
                .description("Messages the broker has acknowledged")
                .register(metrics);
        Gauge.builder("atrium.outbox.backlog", backlog, AtomicLong::get)
                .description(
                        "Messages waiting in the outbox, counted up to 100,000, by the process that owns the relay")
                .register(metrics);
        Gauge.builder("atrium.outbox.oldest", oldestSeconds, AtomicLong::get)
                .description("Age of the oldest message waiting in the outbox")
                .baseUnit("seconds")
                .register(metrics);
    }

    void start(@Observes StartupEvent event) {
        if (!config.enabled() || !pools.isResolvable()) {
            return;
        }
        lease = new RelayLease(pools.get(), this::wake);
        stopped = false;
        vertx.setPeriodic(1, config.pollInterval().toMillis(), timer -> {
            if (stopped) {
                vertx.cancelTimer(timer);
            } else {
                drain();
            }
        });
        vertx.setPeriodic(5_000, timer -> {
            if (stopped) {
                vertx.cancelTimer(timer);
            } else {
                measure();
            }
        });
    }

    void stop(@Observes ShutdownEvent event) {
        stopped = true;
        RelayLease held = lease;
        if (held != null) {
            held.release().subscribe().with(ignored -> {}, failure -> LOG.debug("The relay's lease was lost", failure));
        }
    }

    /** Says that a transaction has committed: cheap, coalesced, callable from any thread. */
    public void wake() {
        if (!stopped && wakeScheduled.compareAndSet(false, true)) {
            vertx.setTimer(Math.max(1, config.wakeInterval().toMillis()), ignored -> {
                wakeScheduled.set(false);
                drain();
            });
        }
    }

    private void drain() {
        RelayLease held = lease;
        if (stopped || held == null || System.nanoTime() - notBefore < 0) {
            return;
        }
        if (!running.compareAndSet(false, true)) {
            again = true;
            return;
        }
        again = false;
        held.acquire()
                .chain(connection -> connection == null ? notifyOwner(held) : publishAll(connection))
                .subscribe()
                .with(ignored -> settled(null), this::settled);
    }

    private void settled(@Nullable Throwable failure) {
        if (failure == null) {
            failures = 0;
        } else {
            failures = Math.min(failures + 1, 16);
            long millis = Math.min(LONGEST_BACKOFF.toMillis(), 100L << Math.min(failures, 10));
            notBefore = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
            LOG.warnf("The outbox was not published, next try in %d ms: %s", millis, failure);
        }
        running.set(false);
        if (again) {
            wake();
        }
    }

    private Uni<Void> notifyOwner(RelayLease held) {
        long now = System.nanoTime();
        long last = lastNotify.get();
        boolean due = now - last > config.notifyInterval().toNanos() && lastNotify.compareAndSet(last, now);
        return due ? held.notifyOwner() : Uni.createFrom().voidItem();
    }

    private Uni<Void> publishAll(SqlConnection connection) {
        return connection
                .preparedQuery(OutboxRow.SELECT)
                .execute(Tuple.of(config.batchSize()))
                .map(OutboxRelay::rows)
                .chain(rows -> rows.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : publisher.publish(rows).chain(done -> remove(connection, rows.size(), done)));
    }

    private Uni<Void> remove(SqlConnection connection, int read, List<Long> done) {
        if (done.isEmpty()) {
            return Uni.createFrom().failure(new IllegalStateException("The broker took no message"));
        }
        boolean more = read == config.batchSize() || done.size() < read;
        return connection
                .preparedQuery("DELETE FROM atrium.outbox WHERE seq = ANY($1)")
                .execute(Tuple.tuple().addArrayOfLong(done.toArray(Long[]::new)))
                .invoke(() -> published.increment(done.size()))
                .chain(() -> more && !stopped
                        ? publishAll(connection)
                        : Uni.createFrom().voidItem());
    }

    private static List<OutboxRow> rows(RowSet<io.vertx.mutiny.sqlclient.Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(OutboxRow::of)
                .toList();
    }

    private void measure() {
        RelayLease held = lease;
        if (held == null || !held.isOwner()) {
            backlog.set(0);
            oldestSeconds.set(0);
            return;
        }
        pools.get()
                .withConnection(connection -> connection.query("""
                        SELECT count(*), coalesce(extract(epoch FROM clock_timestamp() - min(occurred_at)), 0)::bigint
                          FROM (SELECT occurred_at FROM atrium.outbox ORDER BY seq LIMIT 100000) waiting""").execute())
                .map(rows -> rows.iterator().next())
                .subscribe()
                .with(
                        row -> {
                            backlog.set(row.getLong(0));
                            oldestSeconds.set(row.getLong(1));
                        },
                        failure -> LOG.debug("The outbox could not be measured", failure));
    }
}
