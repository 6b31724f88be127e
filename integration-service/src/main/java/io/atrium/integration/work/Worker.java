package io.atrium.integration.work;

import static java.util.Objects.requireNonNull;

import io.atrium.kit.database.Outages;
import io.atrium.kit.tenancy.IngestTransaction;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Claims what is due and hands it to the handler of its kind: at once when woken, else on every poll. */
@ApplicationScoped
public class Worker {

    private static final Logger LOG = Logger.getLogger(Worker.class);
    private static final long SHUTDOWN_SECONDS = 2;

    private final WorkQueue queue;
    private final WorkClaims claims;
    private final Leases leases;
    private final WorkConfig config;
    private final SlowOrganizations slow;
    private final IngestTransaction ingest;
    private final Vertx vertx;
    private final MeterRegistry registry;
    private final Counter leasesLost;
    private final Map<WorkKind, WorkHandler> handlers = new EnumMap<>(WorkKind.class);
    private volatile List<WorkLane> lanes = List.of();
    private volatile @Nullable Context context;
    private volatile boolean stopped;
    private long timer = -1;

    Worker(
            WorkQueue queue,
            WorkClaims claims,
            Leases leases,
            WorkConfig config,
            SlowOrganizations slow,
            IngestTransaction ingest,
            Vertx vertx,
            MeterRegistry registry,
            @All List<WorkHandler> all) {
        this.queue = queue;
        this.claims = claims;
        this.leases = leases;
        this.config = config;
        this.slow = slow;
        this.ingest = ingest;
        this.vertx = vertx;
        this.registry = registry;
        all.forEach(handler -> {
            handlers.put(handler.kind(), handler);
            failures(handler.kind());
        });
        this.leasesLost = Counter.builder("atrium.work.leases.lost")
                .description("Pieces of due work whose lease ended before they did")
                .register(registry);
    }

    void start(@Observes StartupEvent event) {
        leases.start();
        if (!config.enabled()) {
            return;
        }
        Context loop = vertx.getOrCreateContext();
        context = loop;
        lanes = List.of(
                lane(
                        loop,
                        Set::of,
                        "webhooks",
                        config.concurrency(),
                        config.concurrencyPerOrganization(),
                        WorkKind.WEBHOOK_CHAIN,
                        WorkKind.WEBHOOK_BACKLOG),
                lane(loop, slow::now, "syncs", config.syncs(), config.syncsPerOrganization(), WorkKind.SYNC_JOB),
                lane(
                        loop,
                        slow::now,
                        "probes",
                        config.probes(),
                        config.probesPerOrganization(),
                        WorkKind.PROVIDER_PROBE),
                lane(
                        loop,
                        Set::of,
                        "housekeeping",
                        config.housekeeping(),
                        1,
                        WorkKind.SECRET_EXPIRY,
                        WorkKind.PROVISIONING));
        timer = vertx.setPeriodic(config.poll().toMillis(), id -> wake());
    }

    private WorkLane lane(
            Context loop, Supplier<Set<UUID>> slowNow, String name, int width, int share, WorkKind... kinds) {
        WorkLane lane = new WorkLane(
                claims,
                new WorkLane.Settings(name, List.of(kinds), width, Math.min(width, share)),
                this::run,
                command -> loop.runOnContext(ignored -> command.run()),
                slowNow);
        lane.measure(registry);
        return lane;
    }

    /** Gives the leases back, so that another process goes on at once. What runs here notices at its next write. */
    void stop(@Observes ShutdownEvent event) {
        stopped = true;
        vertx.cancelTimer(timer);
        leases.stop();
        lanes.forEach(WorkLane::close);
        CompletableFuture<Void> released = claims.releaseAll().subscribeAsCompletionStage();
        try {
            released.get(SHUTDOWN_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.debug("Leases were not given back; they will expire", e);
        }
    }

    /** Looks for due work now. Cheap to call too often. */
    public void wake() {
        Context loop = context;
        if (loop != null) {
            loop.runOnContext(ignored -> lanes.forEach(WorkLane::claim));
        }
    }

    private Uni<Void> run(WorkItem item) {
        WorkHandler handler = handlers.get(item.kind());
        return handler == null
                ? Uni.createFrom().voidItem()
                : attend(item, () -> handler.run(item)).replaceWithVoid();
    }

    /**
     * Does a piece of work under a lease that is renewed meanwhile. A failure ends here: the work is put back, to wait
     * for the database or to be tried again, or is given up.
     *
     * @return what the work came to; null when it failed or the lease was lost
     */
    @SuppressWarnings("NullAway")
    public <T> Uni<@Nullable T> attend(WorkItem item, Supplier<Uni<T>> work) {
        WorkHandler handler = requireNonNull(handlers.get(item.kind()), "handler");
        leases.hold(item);
        return Uni.createFrom()
                .deferred(() -> work.get())
                .ifNoItem()
                .after(config.longestRun())
                .failWith(() -> new LeaseLostException(item))
                .onTermination()
                .invoke(() -> leases.drop(item))
                .onFailure(LeaseLostException.class)
                .invoke(lost -> {
                    LOG.debug(lost.getMessage());
                    leasesLost.increment();
                })
                .onFailure(LeaseLostException.class)
                .recoverWithNull()
                .onFailure()
                .recoverWithUni(failure -> failed(handler, item, failure).map(ended -> null));
    }

    private Uni<Void> failed(WorkHandler handler, WorkItem item, Throwable failure) {
        if (stopped) {
            LOG.debugf(failure, "Due work %s %s was interrupted", item.kind().text(), item.ref());
            return Uni.createFrom().voidItem();
        }
        // A statement that is cancelled each time is what the work takes too long for.
        if (Outages.isOfShare(failure) || Outages.isOutage(failure) && !Outages.isCancelled(failure)) {
            LOG.warnf("Due work %s %s is postponed: %s", item.kind().text(), item.ref(), failure.getMessage());
            return putBack(item, config.failureDelay(), item.failures());
        }
        int failures = item.failures() + 1;
        failures(item.kind()).increment();
        LOG.errorf(
                failure,
                "Due work %s %s failed, %d failures in a row",
                item.kind().text(),
                item.ref(),
                (Integer) failures);
        Duration delay = WorkFailures.delay(config, failures);
        return failures < config.maxFailures()
                ? putBack(item, delay, failures)
                : handler.giveUp(item)
                        .onFailure(giving -> !(giving instanceof LeaseLostException))
                        .recoverWithUni(() -> putBack(item, delay, failures));
    }

    private Counter failures(WorkKind kind) {
        return Counter.builder("atrium.work.failures")
                .tag("kind", kind.text())
                .description("Pieces of due work that failed by what nobody expected")
                .register(registry);
    }

    private Uni<Void> putBack(WorkItem item, Duration delay, int failures) {
        return ingest.run(
                Set.of(item.organizationId()), connection -> queue.putBack(connection, item, delay, failures));
    }
}
