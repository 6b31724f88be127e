package io.atrium.kit.event;

import io.atrium.kit.topic.KafkaClients;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;

/** What the producers of a service have in common. */
final class ProducerSettings {

    private ProducerSettings() {}

    /** @param delivery how long one send may take in all, retries included */
    static Map<String, Object> of(KafkaClients clients, EventSenderConfig config, Duration delivery) {
        long request = Math.min(
                config.requestTimeout().toMillis(),
                delivery.toMillis() - config.linger().toMillis());
        Map<String, Object> settings = clients.producer();
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 5);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, config.linger().toMillis());
        settings.put(ProducerConfig.BATCH_SIZE_CONFIG, config.batchBytes());
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) delivery.toMillis());
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) request);
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, config.maxRecordBytes());
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, config.compression());
        return settings;
    }
}
