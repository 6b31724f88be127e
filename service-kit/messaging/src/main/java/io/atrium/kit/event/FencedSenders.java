package io.atrium.kit.event;

import io.atrium.kit.topic.KafkaClients;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;

/** Creates transactional senders. */
@ApplicationScoped
public class FencedSenders {
    private static final long MEMORY = 8L * 1024 * 1024;

    private final KafkaClients clients;
    private final EventSenderConfig config;

    FencedSenders(KafkaClients clients, EventSenderConfig config) {
        this.clients = clients;
        this.config = config;
    }

    /**
     * A sender that is not open yet.
     *
     * @param transactionalId what is held by one process at a time, such as {@code tenant-service.atrium.organizations.v1-0}
     */
    public FencedSender make(String transactionalId) {
        Map<String, Object> settings = ProducerSettings.of(clients, config, config.transactionTimeout());
        settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId);
        settings.put(ProducerConfig.CLIENT_ID_CONFIG, transactionalId);
        settings.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, (int)
                Math.max(10_000, 2 * config.transactionTimeout().toMillis()));
        settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, Math.max(MEMORY, 2L * config.maxRecordBytes()));
        settings.put(
                ProducerConfig.MAX_BLOCK_MS_CONFIG, config.transactionTimeout().toMillis());
        return new FencedSender(settings, config.transactionTimeout(), transactionalId);
    }
}
