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
 * Checks every body that is being received once a second, and fails those of which no byte, or too few, arrive, so that no
 * sender holds memory forever. Its size is limited by the number of open connections.
 */
@ApplicationScoped
public class SlowSenders implements BodyWatch {

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

    @Override
    public Runnable watch(IntSupplier received, Runnable tooSlow) {
        Watched watched = new Watched(vertx.getOrCreateContext(), received, tooSlow);
        open.add(watched);
        return watched::end;
    }

    @PreDestroy
    void close() {
        vertx.cancelTimer(timer);
    }

    private final class Watched {

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

        private void end() {
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
