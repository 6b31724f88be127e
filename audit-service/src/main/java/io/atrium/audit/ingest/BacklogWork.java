package io.atrium.audit.ingest;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.ToDoubleFunction;
import org.jboss.logging.Logger;

/**
 * Goes around the organizations with a backlog, a slice of each in turn, without a pause while anything moves. Metrics:
 * {@code atrium.audit.backlog.organizations}, {@code .changes} and {@code .refused} (counted up to 100,000), and
 * {@code .oldest.seconds}.
 */
@ApplicationScoped
class BacklogWork {
    private static final Logger LOG = Logger.getLogger(BacklogWork.class);
    private static final String WAITING = "SELECT organization_id, oldest FROM audit_backlogs($1, $2)";
    private static final String COUNTS = "SELECT changes, refused, oldest_seconds FROM audit_backlog_counts($1)";
    private static final UUID BEGINNING = new UUID(0, 0);
    private static final int MOST_ORGANIZATIONS = 1_000;
    private static final int MOST_COUNTED = 100_000;
    private static final Duration COUNT_INTERVAL = Duration.ofSeconds(5);

    private final Pool worker;
    private final BacklogDrainer drainer;
    private final Vertx vertx;
    private final IngestConfig.BacklogConfig config;
    private volatile boolean stopped;
    private volatile boolean failing;
    private volatile UUID after = BEGINNING;
    private volatile long organizations;
    private volatile long changes;
    private volatile long refused;
    private volatile double oldestSeconds;
    private volatile long countedAt = System.nanoTime() - COUNT_INTERVAL.toNanos();

    BacklogWork(
            @ReactiveDataSource("worker") Pool worker,
            BacklogDrainer drainer,
            Vertx vertx,
            IngestConfig config,
            MeterRegistry meters) {
        this.worker = worker;
        this.drainer = drainer;
        this.vertx = vertx;
        this.config = config.backlog();
        gauge(
                meters,
                "atrium.audit.backlog.organizations",
                "Organizations whose changes wait to be appended",
                work -> work.organizations);
        gauge(
                meters,
                "atrium.audit.backlog.changes",
                "Changes that wait to be appended, counted up to 100,000",
                work -> work.changes);
        gauge(
                meters,
                "atrium.audit.backlog.refused",
                "Waiting changes that can never be appended",
                work -> work.refused);
        gauge(
                meters,
                "atrium.audit.backlog.oldest.seconds",
                "Age of the oldest change that waits",
                work -> work.oldestSeconds);
    }

    private void gauge(MeterRegistry meters, String name, String description, ToDoubleFunction<BacklogWork> value) {
        Gauge.builder(name, this, value).description(description).register(meters);
    }

    void start(@Observes StartupEvent event) {
        if (config.enabled()) {
            again(config.pollInterval());
        }
    }

    void stop(@Observes @Priority(1) ShutdownEvent event) {
        stopped = true;
    }

    private void again(Duration pause) {
        if (!stopped) {
            vertx.setTimer(
                    Math.max(1, pause.toMillis()), timer -> round().subscribe().with(this::ended, this::failed));
        }
    }

    /** One slice of each organization that waits; answers whether anything moved. */
    private Uni<Boolean> round() {
        return waiting()
                .chain(found -> Multi.createFrom()
                        .iterable(found)
                        .onItem()
                        .transformToUniAndConcatenate(drainer::drain)
                        .collect()
                        .in(() -> new boolean[1], (any, moved) -> any[0] |= moved))
                .map(any -> any[0])
                .call(this::count);
    }

    private Uni<List<UUID>> waiting() {
        return worker.withConnection(
                        connection -> connection.preparedQuery(WAITING).execute(Tuple.of(after, MOST_ORGANIZATIONS)))
                .map(rows -> {
                    List<UUID> found = new ArrayList<>();
                    rows.forEach(row -> found.add(row.getUUID(0)));
                    organizations = found.size();
                    after = found.size() < MOST_ORGANIZATIONS ? BEGINNING : found.get(found.size() - 1);
                    return found;
                });
    }

    private Uni<Void> count() {
        if (System.nanoTime() - countedAt < COUNT_INTERVAL.toNanos()) {
            return Uni.createFrom().voidItem();
        }
        return worker.withConnection(
                        connection -> connection.preparedQuery(COUNTS).execute(Tuple.of(MOST_COUNTED)))
                .invoke(rows -> counted(rows.iterator().next()))
                .replaceWithVoid();
    }

    private void counted(Row row) {
        changes = row.getLong("changes");
        refused = row.getLong("refused");
        oldestSeconds = row.getDouble("oldest_seconds");
        countedAt = System.nanoTime();
    }

    private void ended(boolean moved) {
        failing = false;
        again(moved ? Duration.ZERO : config.pollInterval());
    }

    private void failed(Throwable failure) {
        if (!failing && !stopped) {
            LOG.warnf("Backlogs cannot be read, trying again: %s", failure.toString());
        }
        failing = true;
        again(config.longestPause());
    }
}
