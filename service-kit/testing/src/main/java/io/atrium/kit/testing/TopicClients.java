package io.atrium.kit.testing;

import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * The clients of a broker. Making one costs more than what a test sends or reads with it, so those of the broker that
 * lives as long as the JVM are kept; of any other broker each use has clients of its own, which would go on to call one
 * that is gone.
 */
final class TopicClients {

    private final String bootstrapServers;
    private final boolean kept;
    private @Nullable Producer<String, byte[]> producer;
    private @Nullable Consumer<String, byte[]> consumer;

    private TopicClients(String bootstrapServers, boolean kept) {
        this.bootstrapServers = bootstrapServers;
        this.kept = kept;
    }

    /** Made once; they end with the JVM. */
    static TopicClients kept(String bootstrapServers) {
        return new TopicClients(bootstrapServers, true);
    }

    /** Made for each use. */
    static TopicClients ofEachUse(String bootstrapServers) {
        return new TopicClients(bootstrapServers, false);
    }

    /** Runs something with a producer, which several threads may use at once. */
    <T> T produce(Function<Producer<String, byte[]>, T> work) {
        if (kept) {
            return work.apply(keptProducer());
        }
        try (Producer<String, byte[]> own = newProducer()) {
            return work.apply(own);
        }
    }

    /** Runs something with a consumer that has no partitions yet, or those of an earlier use; one thread at a time. */
    synchronized <T> T consume(Function<Consumer<String, byte[]>, T> work) {
        if (kept) {
            if (consumer == null) {
                consumer = newConsumer();
            }
            return work.apply(consumer);
        }
        try (Consumer<String, byte[]> own = newConsumer()) {
            return work.apply(own);
        }
    }

    private synchronized Producer<String, byte[]> keptProducer() {
        if (producer == null) {
            producer = newProducer();
        }
        return producer;
    }

    private Producer<String, byte[]> newProducer() {
        return new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrapServers,
                        "client.id",
                        clientId(),
                        "acks",
                        "all",
                        "max.request.size",
                        4_194_304),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    private Consumer<String, byte[]> newConsumer() {
        return new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers, "client.id", clientId(), "enable.auto.commit", "false"),
                new StringDeserializer(),
                new ByteArrayDeserializer());
    }

    /** Not the default, which numbers: each class loader would begin with the first, and the JVM registers them by name. */
    private static String clientId() {
        return "tests-" + UUID.randomUUID();
    }
}
