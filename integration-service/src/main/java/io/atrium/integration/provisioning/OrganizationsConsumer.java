package io.atrium.integration.provisioning;

import io.atrium.kit.consumer.BatchConsumer;
import io.atrium.kit.consumer.BatchConsumers;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.KafkaRecordBatch;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Takes the states of organizations off their topic. */
@ApplicationScoped
class OrganizationsConsumer {

    private final BatchConsumer<UUID> consumer;

    OrganizationsConsumer(BatchConsumers consumers, OrganizationsHandler handler) {
        this.consumer = consumers.open("organizations-in", handler);
    }

    @Incoming("organizations-in")
    Uni<Void> consume(KafkaRecordBatch<byte[], byte[]> batch) {
        return consumer.consume(batch);
    }
}
