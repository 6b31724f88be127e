package io.atrium.kit.topic;

import io.atrium.contracts.Topics;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Opens the topic tables of a service, closes them on shutdown, and knows which of them are caught up. */
@ApplicationScoped
public class TopicTables {
    private final KafkaClients clients;
    private final List<TopicTable<?>> tables = new CopyOnWriteArrayList<>();

    TopicTables(KafkaClients clients) {
        this.clients = clients;
    }

    /**
     * Opens a table and starts reading; returns at once. The service is not ready until the table is caught up.
     *
     * @param topic the compacted topic, see {@link Topics}
     * @param decoder makes a value of a record's bytes
     */
    public <V> TopicTable<V> open(String topic, TopicTable.Decoder<V> decoder) {
        TopicTable<V> table = new TopicTable<>(topic, decoder, () -> connect(topic));
        tables.add(table);
        table.start();
        return table;
    }

    /** All tables opened so far. */
    public List<TopicTable<?>> all() {
        return List.copyOf(tables);
    }

    @PreDestroy
    void close() {
        tables.parallelStream().forEach(TopicTable::close);
    }

    private Consumer<byte[], byte[]> connect(String topic) {
        Map<String, Object> settings = clients.consumer();
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, "topic-table-" + topic);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        // Records that vanished under a reader (a recreated topic, a long outage) mean reading again from the start.
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000);
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 5_000);
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
