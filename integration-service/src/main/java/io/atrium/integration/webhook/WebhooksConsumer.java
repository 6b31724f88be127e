package io.atrium.integration.webhook;

import io.atrium.kit.consumer.BatchConsumer;
import io.atrium.kit.consumer.BatchConsumers;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.KafkaRecordBatch;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Takes accepted webhooks off their topic, in batches. */
@ApplicationScoped
class WebhooksConsumer {

    private final BatchConsumer<ReceivedWebhook> consumer;

    WebhooksConsumer(BatchConsumers consumers, WebhooksHandler handler) {
        this.consumer = consumers.open("webhooks-in", handler);
    }

    @Incoming("webhooks-in")
    Uni<Void> consume(KafkaRecordBatch<byte[], byte[]> batch) {
        return consumer.consume(batch);
    }
}
