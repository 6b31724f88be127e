package io.atrium.kit.liveness;

import io.netty.util.concurrent.EventExecutor;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/**
 * Not alive while an event loop is blocked: the connections that it serves get no answer, and nothing but a restart
 * frees it. Each loop runs a heartbeat.
 */
@Liveness
@Singleton
public final class EventLoopLiveness implements HealthCheck {

    private static final int HEARTBEATS = 10;

    private final Vertx vertx;
    private final long blockedAfter;
    private final List<Heartbeat> heartbeats = new ArrayList<>();
    private final List<Future<?>> schedules = new ArrayList<>();

    EventLoopLiveness(Vertx vertx, LivenessConfig config) {
        this.vertx = vertx;
        this.blockedAfter = config.eventLoopBlockedAfter().toNanos();
    }

    private static final class Heartbeat implements Runnable {

        private volatile long last = System.nanoTime();

        @Override
        public void run() {
            last = System.nanoTime();
        }

        long silence() {
            return System.nanoTime() - last;
        }
    }

    void start(@Observes StartupEvent event) {
        long every = blockedAfter / HEARTBEATS;
        for (EventExecutor loop : vertx.nettyEventLoopGroup()) {
            Heartbeat heartbeat = new Heartbeat();
            heartbeats.add(heartbeat);
            schedules.add(loop.scheduleAtFixedRate(heartbeat, every, every, TimeUnit.NANOSECONDS));
        }
    }

    @PreDestroy
    void stop() {
        schedules.forEach(schedule -> schedule.cancel(false));
    }

    @Override
    public HealthCheckResponse call() {
        long blocked = heartbeats.stream()
                .filter(each -> each.silence() > blockedAfter)
                .count();
        return HealthCheckResponse.named("event-loops")
                .withData("running", heartbeats.size() - blocked)
                .withData("blocked", blocked)
                .status(blocked == 0)
                .build();
    }
}
