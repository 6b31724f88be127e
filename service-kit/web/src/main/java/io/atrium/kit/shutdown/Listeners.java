package io.atrium.kit.shutdown;

import io.netty.channel.Channel;
import io.netty.channel.ServerChannel;
import io.netty.channel.SingleThreadEventLoop;
import io.netty.util.concurrent.EventExecutor;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Closes the listening sockets before the process stops answering. A process that is told to end (SIGTERM) says at once
 * that it is not ready, and ends each connection with the reply on it. For {@code quarkus.shutdown.delay} it takes every
 * request, so that load balancers can notice. Quarkus would accept connections until the end, and reset those that come
 * in the last moment. So the sockets are closed {@link #LAST_REQUESTS} before the delay ends: who connects later is
 * refused, and can try another replica safely, and who has connected is answered.
 */
@ApplicationScoped
class Listeners {

    /** For the requests on connections that were accepted last. */
    private static final Duration LAST_REQUESTS = Duration.ofSeconds(1);

    private final VertxInternal vertx;
    private final Duration delay;

    Listeners(Vertx vertx, @ConfigProperty(name = "quarkus.shutdown.delay") Optional<Duration> delay) {
        this.vertx = (VertxInternal) vertx;
        this.delay = delay.orElse(Duration.ZERO);
    }

    void closeInTime(@Observes ShutdownDelayInitiatedEvent event) {
        long millis = delay.minus(LAST_REQUESTS).toMillis();
        if (millis > 0) {
            vertx.setTimer(millis, timer -> close());
        } else {
            close();
        }
    }

    private void close() {
        for (EventExecutor loop : vertx.getAcceptorEventLoopGroup()) {
            loop.execute(() -> close((SingleThreadEventLoop) loop));
        }
    }

    /** On the loop itself, which has just accepted whatever waited. */
    private static void close(SingleThreadEventLoop loop) {
        List<Channel> listening = new ArrayList<>();
        loop.registeredChannelsIterator().forEachRemaining(listening::add);
        listening.stream().filter(ServerChannel.class::isInstance).forEach(Channel::close);
    }
}
