package io.atrium.kit.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** Writes to and reads from the topics of the tests' broker. */
public final class TestTopics {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final String bootstrapServers;

    public TestTopics(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    /** Over the broker that all tests of this JVM share. */
    public static TestTopics shared() {
        return new TestTopics(SharedParts.kafka());
    }

    /** Sends one message and waits for the broker; a null value is a tombstone. */
    public void send(String topic, String key, byte @Nullable [] value) {
        sendAll(List.of(new ProducerRecord<>(topic, key, value)));
    }

    public void send(String topic, String key, String value) {
        send(topic, key, value.getBytes(StandardCharsets.UTF_8));
    }

    /** Sends all and waits for the broker once. */
    public void sendAll(List<ProducerRecord<String, byte[]>> records) {
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "acks", "all", "max.request.size", 4_194_304),
                new StringSerializer(),
                new ByteArraySerializer())) {
            List<java.util.concurrent.Future<?>> sent = new ArrayList<>();
            records.forEach(record -> sent.add(producer.send(record)));
            for (java.util.concurrent.Future<?> one : sent) {
                one.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the broker does not take the messages", e);
        }
    }

    /** Everything in the topic now, partition by partition. */
    public List<ConsumerRecord<String, byte[]>> read(String topic) {
        try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers, "enable.auto.commit", "false"),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
            return records;
        }
    }

    /** Waits until at least so many messages of the topic pass the test, and answers these. */
    public List<ConsumerRecord<String, byte[]>> await(
            String topic, int count, Predicate<ConsumerRecord<String, byte[]>> test) {
        return Awaitility.await()
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> read(topic).stream().filter(test).toList(), found -> found.size() >= count);
    }

    /** {@link #await(String, int, Predicate)} for messages of a key. */
    public List<ConsumerRecord<String, byte[]>> awaitKey(String topic, int count, String key) {
        return await(topic, count, record -> key.equals(record.key()));
    }

    /** Waits for an event of an organization in the audit trail's topic, and answers its data. */
    public JsonNode awaitChange(UUID organizationId, String action) {
        return data(await(
                        "atrium.changes.v1",
                        1,
                        record -> organizationId.toString().equals(record.key())
                                && action.equals(data(record).path("action").asText()))
                .get(0));
    }

    private static JsonNode data(ConsumerRecord<String, byte[]> record) {
        try {
            return record.value() == null
                    ? MissingNode.getInstance()
                    : JSON.readTree(record.value()).path("data");
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }

    /** The state of the tests' signing key, as identity-service publishes its own. */
    void publishTestKey() {
        byte[] state = TestEvents.json(
                "/identity-service",
                "io.atrium.signing-key.state",
                TestKey.ID,
                null,
                Map.of("kid", TestKey.ID, "status", "ACTIVE", "jwk", TestKey.jwk()));
        send("atrium.signing-keys.v1", TestKey.ID, state);
    }
}
