package io.atrium.kit.topic;

import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * Settings for all Kafka clients of a service: the {@code kafka.*} properties (addresses, TLS, SASL) that channels use
 * too, reduced to those that a kind of client knows.
 */
@ApplicationScoped
public class KafkaClients {
    private final Map<String, Object> broker;

    KafkaClients(@Identifier("default-kafka-broker") Map<String, Object> broker) {
        this.broker = broker;
    }

    /** A new, mutable map of settings for a consumer of bytes. */
    public Map<String, Object> consumer() {
        return only(ConsumerConfig.configNames());
    }

    /** A new, mutable map of settings for a producer of bytes. */
    public Map<String, Object> producer() {
        return only(ProducerConfig.configNames());
    }

    /** A new, mutable map of settings for an administrative client. */
    public Map<String, Object> admin() {
        return only(AdminClientConfig.configNames());
    }

    private Map<String, Object> only(Set<String> names) {
        Map<String, Object> settings = new HashMap<>(broker);
        settings.keySet().retainAll(names);
        settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
        return settings;
    }
}
