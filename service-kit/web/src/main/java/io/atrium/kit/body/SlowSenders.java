package io.atrium.kit.body;

import io.atrium.kit.http.HttpConfig;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntSupplier;

/**
 * Looks at every body that is being received, each second, and gives up those of which nothing comes or too little: no
 * sender holds a part of the budget for ever. Bounded by the number of open connections.
 */
@ApplicationScoped
public class SlowSenders {

    private static final long EVERY_MILLIS = 1_000;

    private final Vertx vertx;
    private final BodyBudget budget;
    private final long idleNanos;
    private final double bytesPerNano;
    private final Set<Watched> open = ConcurrentHashMap.newKeySet();
    private final long timer;

    @Inject
    SlowSenders(Vertx vertx, BodyBudget budget, HttpConfig config) {
        this.vertx = vertx;
        this.budget = budget;
        this.idleNanos = config.body().idle().toNanos();
        this.bytesPerNano = config.body().leastRate().asLongValue() / 1e9;
        this.timer = vertx.setPeriodic(EVERY_MILLIS, id -> open.forEach(Watched::look));
    }

    /**
     * Watches a body; on its request's event loop.
     *
     * @param received how many bytes have come
     * @param tooSlow is run there when it is given up
     */
    Watched watch(IntSupplier received, Runnable tooSlow) {
        Watched watched = new Watched(vertx.getOrCreateContext(), received, tooSlow);
        open.add(watched);
        return watched;
    }

    @PreDestroy
    void close() {
        vertx.cancelTimer(timer);
    }

    /** One body. */
    final class Watched {

        private final Context context;
        private final IntSupplier received;
        private final Runnable tooSlow;
        private final long began = System.nanoTime();
        private long lastByte = began;
        private int seen;

        private Watched(Context context, IntSupplier received, Runnable tooSlow) {
            this.context = context;
            this.received = received;
            this.tooSlow = tooSlow;
        }

        void end() {
            open.remove(this);
        }

        private void look() {
            context.runOnContext(nothing -> judge(System.nanoTime()));
        }

        private void judge(long now) {
            int length = received.getAsInt();
            if (length > seen) {
                seen = length;
                lastByte = now;
            }
            boolean slow = now - lastByte > idleNanos || length < bytesPerNano * (now - began - idleNanos);
            if (slow && open.remove(this)) {
                budget.countSlow();
                tooSlow.run();
            }
        }
    }
}
