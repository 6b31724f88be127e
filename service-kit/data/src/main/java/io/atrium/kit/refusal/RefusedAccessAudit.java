package io.atrium.kit.refusal;

import io.atrium.kit.caller.Caller;
import io.atrium.kit.caller.RefusedAccess;
import io.atrium.kit.caller.RefusedAccessListener;
import io.atrium.kit.outbox.AuditEvent;
import io.atrium.kit.outbox.AuditEvents;
import io.atrium.kit.tenancy.TenantScope;
import io.atrium.kit.tenancy.TenantTransaction;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * Writes refused access to the audit trail as {@code access.refused}: the first refusal of a caller at an operation
 * within a second, later ones as a number at an interval. It writes after the reply, one transaction at a time,
 * through the outbox. If the database is not available, the events are delayed and replies do not change. A process
 * that is killed loses what it has counted since its last event.
 */
@ApplicationScoped
public class RefusedAccessAudit implements RefusedAccessListener {
    static final String ACTION = "access.refused";

    private static final Logger LOG = Logger.getLogger(RefusedAccessAudit.class);
    private static final Duration SHUTDOWN = Duration.ofSeconds(3);

    private final TenantTransaction transaction;
    private final AuditEvents audit;
    private final RefusalConfig config;
    private final Vertx vertx;
    private final RefusalCounts counts;
    private final RefusalTurn turn;
    private final Counter refused;
    private final Counter untold;
    private final AtomicBoolean telling = new AtomicBoolean();
    private final AtomicBoolean failing = new AtomicBoolean();
    private volatile boolean stopped;

    RefusedAccessAudit(
            TenantTransaction transaction,
            AuditEvents audit,
            RefusalConfig config,
            Vertx vertx,
            MeterRegistry registry) {
        this.transaction = transaction;
        this.audit = audit;
        this.config = config;
        this.vertx = vertx;
        this.counts = new RefusalCounts(config.interval(), config.maxPerOrganization(), config.maxTotal());
        this.turn = new RefusalTurn(counts, this::write);
        this.refused = counter(registry, "atrium.access.refused", "Requests of known callers answered with 403");
        this.untold = counter(registry, "atrium.access.refused.untold", "Refused requests that no audit event counts");
    }

    @Override
    public void refused(RefusedAccess access) {
        refused.increment();
        if (!counts.add(access, Instant.now())) {
            untold.increment();
        }
    }

    void start(@Observes StartupEvent event) {
        vertx.setPeriodic(config.tick().toMillis(), timer -> {
            if (stopped) {
                vertx.cancelTimer(timer);
            } else {
                tell();
            }
        });
    }

    /** Tells what is left, as far as there is time. */
    void stop(@Observes ShutdownEvent event) {
        stopped = true;
        List<RefusalCounts.Refusals> left = counts.due(Instant.now().plus(config.interval()), config.maxPerTick());
        try {
            turn.tell(left)
                    .invoke(this::told)
                    .subscribeAsCompletionStage()
                    .get(SHUTDOWN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.warnf("Refused access of the last minute is not in the audit trail: %s", e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void tell() {
        if (telling.compareAndSet(false, true)) {
            turn.tell(counts.due(Instant.now(), config.maxPerTick()))
                    .onTermination()
                    .invoke(() -> telling.set(false))
                    .subscribe()
                    .with(this::told, failure -> LOG.error("Refused access cannot be told", failure));
        }
    }

    private void told(RefusalTurn.Result result) {
        Optional<Throwable> failure = result.failure();
        if (failure.isEmpty()) {
            failing.set(false);
        } else if (failing.compareAndSet(false, true)) {
            LOG.warnf(
                    "Refused access of %d organizations is not in the audit trail yet, tried again: %s",
                    (Integer) result.failed(), failure.get().toString());
        }
    }

    private Uni<Void> write(RefusalCounts.Refusals refusals) {
        return transaction.run(scope(refusals), () -> audit.record(event(refusals)));
    }

    /** Many callers are nobody in particular. */
    private static TenantScope scope(RefusalCounts.Refusals refusals) {
        Caller caller = refusals.latest().caller();
        return refusals.key().isOfOthers()
                ? TenantScope.system(caller.organizationId(), caller.request().requestId())
                : TenantScope.of(caller);
    }

    private static AuditEvent event(RefusalCounts.Refusals refusals) {
        RefusedAccess latest = refusals.latest();
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put("reason", refusals.key().code());
        detail.put("count", refusals.count());
        detail.put("since", refusals.since().toString());
        detail.put("until", refusals.until().toString());
        if (!refusals.key().isOfOthers()) {
            detail.put("path", latest.path());
            detail.put("role", String.valueOf(latest.caller().role()));
        }
        return AuditEvent.denied(ACTION, "operation", refusals.key().operation())
                .withDetail(detail);
    }

    private static Counter counter(MeterRegistry registry, String name, String description) {
        return Counter.builder(name).description(description).register(registry);
    }
}
