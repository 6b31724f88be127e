package io.atrium.kit.testing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Reads a topic from its beginning, and what has come since each time that it is asked for more. */
final class TopicReading {

    private final TopicClients clients;
    private final String topic;
    private final Map<TopicPartition, Long> next = new HashMap<>();

    TopicReading(TopicClients clients, String topic) {
        this.clients = clients;
        this.topic = topic;
    }

    /** What it has not read yet of what is in the topic now. */
    List<ConsumerRecord<String, byte[]>> more() {
        return clients.consume(this::more);
    }

    private List<ConsumerRecord<String, byte[]>> more(Consumer<String, byte[]> consumer) {
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
        consumer.assign(partitions);
        for (TopicPartition partition : partitions) {
            Long offset = next.get(partition);
            if (offset == null) {
                consumer.seekToBeginning(List.of(partition));
            } else {
                consumer.seek(partition, offset);
            }
        }
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            consumer.poll(Duration.ofMillis(100)).forEach(records::add);
        }
        partitions.forEach(partition -> next.put(partition, consumer.position(partition)));
        return records;
    }
}
