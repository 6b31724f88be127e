package io.atrium.kit.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.atrium.kit.topics.TopicDefinition;
import io.atrium.kit.topics.TopicList;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two starts of a broker take half a minute; the system tests kill one and go on with its data. */
@Tag("full")
class EmbeddedKafkaTest {

    private static final String TOPIC = "atrium.signing-keys.v1";

    @Test
    void shouldKeepMessagesBetweenRuns(@TempDir Path folder) throws Exception {
        KafkaOptions options = KafkaOptions.kept(folder, 0).withDiesWithParent(true);
        try (EmbeddedKafka first = EmbeddedKafka.start(options)) {
            first.createTopics();
            first.createTopics();
            send(first, "key");
        }

        try (EmbeddedKafka second = EmbeddedKafka.start(options);
                Admin admin = Admin.create(Map.of("bootstrap.servers", second.bootstrapServers()))) {
            TopicPartition partition = new TopicPartition(TOPIC, 0);
            long end = admin.listOffsets(Map.of(partition, org.apache.kafka.clients.admin.OffsetSpec.latest()))
                    .partitionResult(partition)
                    .get()
                    .offset();
            assertThat(end).isEqualTo(1);
            assertThat(admin.listTopics().names().get())
                    .containsAll(TopicList.load().topics().stream()
                            .map(TopicDefinition::name)
                            .toList());
        }
    }

    private static void send(EmbeddedKafka broker, String key) throws Exception {
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers(), "acks", "all"),
                new StringSerializer(),
                new StringSerializer())) {
            producer.send(new ProducerRecord<>(TOPIC, key, "value")).get();
        }
    }
}
