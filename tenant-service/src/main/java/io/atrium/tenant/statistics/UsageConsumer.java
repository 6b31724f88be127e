package io.atrium.tenant.statistics;

import io.atrium.kit.consumer.BatchConsumer;
import io.atrium.kit.consumer.BatchConsumers;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.KafkaRecordBatch;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.reactive.messaging.Incoming;

@ApplicationScoped
class UsageConsumer {
    private static final String CHANNEL = "usage-in";

    private final BatchConsumer<CountedEvent> consumer;

    UsageConsumer(BatchConsumers consumers, UsageHandler handler) {
        this.consumer = consumers.open(CHANNEL, handler);
    }

    @Incoming(CHANNEL)
    Uni<Void> consume(KafkaRecordBatch<byte[], byte[]> batch) {
        return consumer.consume(batch);
    }
}
