package io.atrium.integration.work;

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
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Claims what is due and hands it to the handler of its kind: at once when woken, else on every poll. */
@ApplicationScoped
public class Worker {

    private static final Logger LOG = Logger.getLogger(Worker.class);

    private final WorkQueue queue;
    private final WorkConfig config;
    private final IngestTransaction ingest;
    private final Vertx vertx;
    private final Map<WorkKind, WorkHandler> handlers = new EnumMap<>(WorkKind.class);
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicBoolean claiming = new AtomicBoolean();
    private final AtomicBoolean again = new AtomicBoolean();
    private volatile boolean stopped;
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
        context = vertx.getOrCreateContext();
        if (config.enabled()) {
            timer = vertx.setPeriodic(config.poll().toMillis(), id -> wake());
        }
    }

    void stop(@Observes ShutdownEvent event) {
        stopped = true;
        vertx.cancelTimer(timer);
        queue.releaseAll()
                .ifNoItem()
                .after(Duration.ofSeconds(2))
                .fail()
                .onFailure()
                .invoke(failure -> LOG.debug("Leases were not given back; they will expire", failure))
                .subscribe()
                .with(ignored -> {}, failure -> {});
    }

    /** Looks for due work now. Cheap to call too often. */
    public void wake() {
        Context loop = context;
        if (loop != null && config.enabled()) {
            loop.runOnContext(ignored -> claim());
        }
    }

    private void claim() {
        int free = config.concurrency() - running.get();
        if (stopped || free <= 0) {
            return;
        }
        if (!claiming.compareAndSet(false, true)) {
            again.set(true);
            return;
        }
        again.set(false);
        queue.claim(free).subscribe().with(items -> claimed(items, free), this::claimFailed);
    }

    private void claimed(List<WorkItem> items, int asked) {
        claiming.set(false);
        items.forEach(this::begin);
        if (again.get() && items.size() < asked) {
            claim();
        }
    }

    private void claimFailed(Throwable failure) {
        claiming.set(false);
        if (!stopped) {
            LOG.warnf("Due work cannot be read: %s", failure.getMessage());
        }
    }

    private void begin(WorkItem item) {
        running.incrementAndGet();
        run(item).subscribe().with(ignored -> ended(), failure -> ended());
    }

    private void ended() {
        running.decrementAndGet();
        claim();
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
                .invoke(failure ->
                        LOG.errorf(failure, "%s %s failed", item.kind().text(), item.ref()))
                .onFailure()
                .recoverWithUni(() -> putBack(item));
    }

    private Uni<Void> putBack(WorkItem item) {
        return ingest.run(
                Set.of(item.organizationId()), connection -> queue.postpone(connection, item, config.failureDelay()));
    }
}
