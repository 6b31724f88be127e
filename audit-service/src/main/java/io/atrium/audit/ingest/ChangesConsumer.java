package io.atrium.audit.ingest;

import io.atrium.kit.consumer.BatchConsumer;
import io.atrium.kit.consumer.BatchConsumers;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.KafkaRecordBatch;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Takes the topic of changes in batches. */
@ApplicationScoped
class ChangesConsumer {
    private static final String CHANNEL = "changes-in";

    private final BatchConsumer<Change> consumer;

    ChangesConsumer(BatchConsumers consumers, ChangesHandler handler) {
        this.consumer = consumers.open(CHANNEL, handler);
    }

    @Incoming(CHANNEL)
    Uni<Void> consume(KafkaRecordBatch<byte[], byte[]> batch) {
        return consumer.consume(batch);
    }
}
