package io.atrium.kit.consumer;

import io.quarkus.runtime.ShutdownEvent;
import io.vertx.core.Vertx;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Opens the batch consumers of a service and knows which of them wait for an outage to end. */
@ApplicationScoped
public class BatchConsumers {
    private final DeadLetters deadLetters;
    private final Backoff backoff;
    private final List<BatchConsumer<?>> consumers = new CopyOnWriteArrayList<>();

    BatchConsumers(DeadLetters deadLetters, Vertx vertx, BatchConsumerConfig config) {
        this.deadLetters = deadLetters;
        this.backoff = new Backoff(vertx, config.firstPause(), config.longestPause());
    }

    /**
     * A consumer for the channel. Its readiness becomes the service's.
     *
     * @param channel the channel's name, for logs and health
     * @param handler what to do with the records
     */
    public <T> BatchConsumer<T> open(String channel, BatchHandler<T> handler) {
        BatchConsumer<T> consumer = new BatchConsumer<>(channel, handler, deadLetters, backoff);
        consumers.add(consumer);
        return consumer;
    }

    /** All consumers opened so far. */
    public List<BatchConsumer<?>> all() {
        return List.copyOf(consumers);
    }

    void stop(@Observes @Priority(1) ShutdownEvent event) {
        backoff.stop();
    }
}
