package io.atrium.integration.work;

import io.atrium.kit.database.Outages;
import io.atrium.kit.tenancy.IngestTransaction;
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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Claims what is due and hands it to the handler of its kind: at once when woken, else on every poll. */
@ApplicationScoped
public class Worker {

    private static final Logger LOG = Logger.getLogger(Worker.class);
    private static final long GOODBYE_SECONDS = 2;

    private final WorkQueue queue;
    private final WorkConfig config;
    private final IngestTransaction ingest;
    private final Vertx vertx;
    private final Map<WorkKind, WorkHandler> handlers = new EnumMap<>(WorkKind.class);
    private volatile List<WorkLane> lanes = List.of();
    private volatile @Nullable Context context;
    private long timer = -1;

    Worker(WorkQueue queue, WorkConfig config, IngestTransaction ingest, Vertx vertx, @All List<WorkHandler> all) {
        this.queue = queue;
        this.config = config;
        this.ingest = ingest;
        this.vertx = vertx;
        all.forEach(handler -> handlers.put(handler.kind(), handler));
    }

    void start(@Observes StartupEvent event) {
        if (!config.enabled()) {
            return;
        }
        Context loop = vertx.getOrCreateContext();
        context = loop;
        lanes = List.of(
                lane(loop, config.concurrency(), WorkKind.WEBHOOK_CHAIN, WorkKind.SECRET_EXPIRY),
                lane(loop, config.syncs(), WorkKind.SYNC_JOB),
                lane(loop, config.probes(), WorkKind.PROVIDER_PROBE));
        timer = vertx.setPeriodic(config.poll().toMillis(), id -> wake());
    }

    private WorkLane lane(Context loop, int width, WorkKind... kinds) {
        return new WorkLane(
                queue, List.of(kinds), width, this::run, command -> loop.runOnContext(ignored -> command.run()));
    }

    /** Gives the leases back, so that another process goes on at once. What runs here notices at its next write. */
    void stop(@Observes ShutdownEvent event) {
        vertx.cancelTimer(timer);
        lanes.forEach(WorkLane::close);
        CompletableFuture<Void> released = queue.releaseAll().subscribeAsCompletionStage();
        try {
            released.get(GOODBYE_SECONDS, TimeUnit.SECONDS);
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
        if (handler == null) {
            return Uni.createFrom().voidItem();
        }
        return Uni.createFrom()
                .deferred(() -> handler.run(item))
                .onFailure(LeaseLostException.class)
                .invoke(lost -> LOG.debug(lost.getMessage()))
                .onFailure(LeaseLostException.class)
                .recoverWithNull()
                .onFailure()
                .recoverWithUni(failure -> failed(handler, item, failure));
    }

    private Uni<Void> failed(WorkHandler handler, WorkItem item, Throwable failure) {
        if (Outages.isOutage(failure)) {
            LOG.warnf("%s %s waits: %s", item.kind().text(), item.ref(), failure.getMessage());
            return putBack(item, config.failureDelay(), item.failures());
        }
        int failures = item.failures() + 1;
        LOG.errorf(failure, "%s %s failed (%d in a row)", item.kind().text(), item.ref(), (Integer) failures);
        Duration delay = WorkFailures.delay(config, failures);
        return failures < config.maxFailures()
                ? putBack(item, delay, failures)
                : handler.giveUp(item)
                        .onFailure(giving -> !(giving instanceof LeaseLostException))
                        .recoverWithUni(() -> putBack(item, delay, failures));
    }

    private Uni<Void> putBack(WorkItem item, Duration delay, int failures) {
        return ingest.run(
                Set.of(item.organizationId()), connection -> queue.putBack(connection, item, delay, failures));
    }
}
