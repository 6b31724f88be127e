package io.atrium.integration.work;

import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * The leases that this process holds, renewed in one statement while the work goes on, also during one long call to a
 * provider. One that is lost all the same is noticed at the work's next write.
 */
@ApplicationScoped
public class Leases {

    private static final Logger LOG = Logger.getLogger(Leases.class);
    private static final int RENEWALS_A_TERM = 3;

    private final WorkClaims claims;
    private final WorkConfig config;
    private final Vertx vertx;
    private final Set<WorkItem> held = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean renewing = new AtomicBoolean();
    private long timer = -1;

    Leases(WorkClaims claims, WorkConfig config, Vertx vertx) {
        this.claims = claims;
        this.config = config;
        this.vertx = vertx;
    }

    void start() {
        timer = vertx.setPeriodic(Math.max(1, config.lease().toMillis() / RENEWALS_A_TERM), id -> renew());
    }

    void stop() {
        vertx.cancelTimer(timer);
    }

    /** From now on renewed. */
    public void hold(WorkItem item) {
        held.add(item);
    }

    /** No longer renewed. */
    public void drop(WorkItem item) {
        held.remove(item);
    }

    private void renew() {
        List<WorkItem> now = List.copyOf(held);
        if (now.isEmpty() || !renewing.compareAndSet(false, true)) {
            return;
        }
        claims.renew(now).subscribe().with(done -> renewing.set(false), failure -> {
            renewing.set(false);
            LOG.debugf("Leases of due work could not be renewed: %s", failure.getMessage());
        });
    }
}
