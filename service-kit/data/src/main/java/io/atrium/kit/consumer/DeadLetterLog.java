package io.atrium.kit.consumer;

import io.atrium.contracts.Topics;
import io.atrium.kit.topic.KafkaClients;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The dead letters that this service gave up and nobody has tried again. How far they were tried again is kept as the
 * committed offsets of the consumer group {@code <service>-dead-letters}. Every method waits for the broker: it is not
 * for event loops.
 */
@ApplicationScoped
class DeadLetterLog {
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final int FETCH_BYTES = 4 * 1024 * 1024;

    private final KafkaClients clients;
    private final String service;

    DeadLetterLog(KafkaClients clients, @ConfigProperty(name = "quarkus.application.name") String service) {
        this.clients = clients;
        this.service = service;
    }

    /**
     * What waits, oldest first within a partition.
     *
     * @param topic whose dead letters, not the dead letter topic itself
     * @param limit how many at most
     */
    DeadLetterPage read(String topic, int limit) {
        return read(topic, Map.of(), limit);
    }

    /**
     * The same from given offsets on.
     *
     * @param from offset by partition; a partition that is not named begins with what waits
     */
    DeadLetterPage read(String topic, Map<Integer, Long> from, int limit) {
        try (Consumer<byte[], byte[]> consumer = connect(limit)) {
            List<TopicPartition> partitions = consumer.partitionsFor(Topics.deadLetters(topic)).stream()
                    .map(each -> new TopicPartition(each.topic(), each.partition()))
                    .toList();
            consumer.assign(partitions);
            Map<TopicPartition, OffsetAndMetadata> tried = consumer.committed(new HashSet<>(partitions));
            for (TopicPartition partition : partitions) {
                Long given = from.get(partition.partition());
                OffsetAndMetadata committed = tried.get(partition);
                if (given != null) {
                    consumer.seek(partition, given);
                } else if (committed != null) {
                    consumer.seek(partition, committed.offset());
                } else {
                    consumer.seekToBeginning(Set.of(partition));
                }
            }
            return read(consumer, consumer.endOffsets(partitions), limit);
        }
    }

    private DeadLetterPage read(Consumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends, int limit) {
        DeadLetterPage.Builder page = new DeadLetterPage.Builder(service, limit, ends);
        ends.keySet().forEach(partition -> page.beginAt(partition, consumer.position(partition)));
        while (page.wantsMore()) {
            consumer.poll(POLL).forEach(page::add);
            // Behind the last record there may be offsets that hold none.
            ends.keySet().forEach(partition -> page.reached(partition, consumer.position(partition)));
        }
        return page.build();
    }

    /** Remembers that everything of the page was tried again. */
    void commit(String topic, DeadLetterPage tried) {
        try (Consumer<byte[], byte[]> consumer = connect(1)) {
            Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
            tried.next()
                    .forEach((partition, offset) -> offsets.put(
                            new TopicPartition(Topics.deadLetters(topic), partition), new OffsetAndMetadata(offset)));
            consumer.commitSync(offsets);
        }
    }

    private Consumer<byte[], byte[]> connect(int limit) {
        Map<String, Object> settings = clients.consumer();
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, service + "-dead-letters");
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, "dead-letters");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, limit);
        settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH_BYTES);
        settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 5_000);
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
