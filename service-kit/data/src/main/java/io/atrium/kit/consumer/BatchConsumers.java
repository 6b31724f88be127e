package io.atrium.kit.consumer;

import io.atrium.kit.time.Backoff;
import io.atrium.kit.tracing.Tracing;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.vertx.core.Vertx;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.microprofile.config.Config;

/** Opens the batch consumers of a service, and knows which of them are paused because of an outage. */
@ApplicationScoped
public class BatchConsumers {
    private final DeadLetters deadLetters;
    private final BatchConsumerConfig settings;
    private final Config config;
    private final MeterRegistry meters;
    private final Retries retries;
    private final Tracing tracing;
    private final List<BatchConsumer<?>> consumers = new CopyOnWriteArrayList<>();

    BatchConsumers(
            DeadLetters deadLetters,
            Vertx vertx,
            BatchConsumerConfig settings,
            Config config,
            MeterRegistry meters,
            Tracing tracing) {
        this.deadLetters = deadLetters;
        this.settings = settings;
        this.config = config;
        this.meters = meters;
        this.tracing = tracing;
        this.retries = new Retries(vertx, new Backoff(settings.firstPause(), settings.longestPause()));
    }

    /**
     * A consumer for the channel. Its readiness becomes the service's.
     *
     * @param channel the channel's name, for logs, metrics and health
     * @param handler what to do with the records
     */
    public <T> BatchConsumer<T> open(String channel, BatchHandler<T> handler) {
        String topic = config.getValue("mp.messaging.incoming." + channel + ".topic", String.class);
        BatchConsumer<T> consumer =
                new BatchConsumer<>(channel, topic, handler, deadLetters, retries, settings, tracing);
        consumers.add(consumer);
        Gauge.builder("atrium.consumer.waiting", consumer, each -> each.outage() == null ? 0 : 1)
                .description("1 while the consumer waits for an outage to end")
                .tag("channel", channel)
                .register(meters);
        return consumer;
    }

    /** All consumers opened so far. */
    public List<BatchConsumer<?>> all() {
        return List.copyOf(consumers);
    }

    void stop(@Observes @Priority(1) ShutdownEvent event) {
        retries.stop();
    }
}
