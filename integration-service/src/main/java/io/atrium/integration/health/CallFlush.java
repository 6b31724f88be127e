package io.atrium.integration.health;

import io.atrium.integration.provider.CallLog;
import io.atrium.integration.provider.CallSummary;
import io.atrium.kit.database.Outages;
import io.atrium.kit.tenancy.IngestTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * Writes down, at an interval and in batches, what calls came to: no call waits for it. What a killed process had not
 * written is lost, at most an interval of it. While the database is away the counts stay in memory, which is bounded.
 */
@ApplicationScoped
class CallFlush {

    private static final Logger LOG = Logger.getLogger(CallFlush.class);
    private static final long SHUTDOWN_SECONDS = 2;

    private final CallLog log;
    private final CallBuckets buckets;
    private final HealthStates states;
    private final IngestTransaction transaction;
    private final HealthConfig config;
    private final Vertx vertx;
    private final AtomicBoolean running = new AtomicBoolean();
    private long timer = -1;

    CallFlush(
            CallLog log,
            CallBuckets buckets,
            HealthStates states,
            IngestTransaction transaction,
            HealthConfig config,
            Vertx vertx) {
        this.log = log;
        this.buckets = buckets;
        this.states = states;
        this.transaction = transaction;
        this.config = config;
        this.vertx = vertx;
    }

    void start(@Observes StartupEvent event) {
        Context loop = vertx.getOrCreateContext();
        timer = vertx.setPeriodic(
                config.flushInterval().toMillis(), id -> loop.runOnContext(ignored -> flushUnlessRunning()));
    }

    void stop(@Observes ShutdownEvent event) {
        vertx.cancelTimer(timer);
        try {
            flush().subscribeAsCompletionStage().get(SHUTDOWN_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.debug("The last counts of calls were not written", e);
        }
    }

    private void flushUnlessRunning() {
        if (running.compareAndSet(false, true)) {
            flush().subscribe().with(done -> running.set(false), failure -> {
                running.set(false);
                LOG.warnf("Counts of calls wait to be written: %s", failure.getMessage());
            });
        }
    }

    /** Writes down what there is now, batch after batch. Fails when the database is away. */
    private Uni<Void> flush() {
        List<CallSummary> batch = log.drain(config.flushBatch());
        if (batch.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return write(batch)
                .chain(() ->
                        batch.size() < config.flushBatch() ? Uni.createFrom().voidItem() : flush());
    }

    /**
     * What the database refuses is found by halves, and is one integration's loss alone. An outage fails it; what was not
     * written until then, and only that, is in memory again.
     */
    Uni<Void> write(List<CallSummary> batch) {
        return transaction
                .run(
                        batch.stream()
                                .map(CallSummary::organizationId)
                                .distinct()
                                .toList(),
                        connection -> buckets.add(connection, batch).chain(() -> states.called(connection, batch)))
                .onFailure(Outages::isOutage)
                .invoke(() -> log.restore(batch))
                .onFailure(failure -> !Outages.isOutage(failure))
                .recoverWithUni(failure -> batch.size() > 1 ? writeHalves(batch) : lose(batch, failure));
    }

    private Uni<Void> writeHalves(List<CallSummary> batch) {
        List<CallSummary> first = batch.subList(0, batch.size() / 2);
        List<CallSummary> second = batch.subList(batch.size() / 2, batch.size());
        return write(first).onFailure().invoke(() -> log.restore(second)).chain(() -> write(second));
    }

    private static Uni<Void> lose(List<CallSummary> batch, Throwable failure) {
        LOG.errorf(failure, "Counts of calls of %s are lost", batch.get(0).organizationId());
        return Uni.createFrom().voidItem();
    }
}
