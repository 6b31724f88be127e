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
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** Writes to and reads from the topics of the tests' broker. */
public final class TestTopics {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration POLL = Duration.ofMillis(50);

    /** Of this class loader, as the clients are. */
    private static @Nullable TestTopics shared;

    private final TopicClients clients;

    public TestTopics(String bootstrapServers) {
        this(TopicClients.ofEachUse(bootstrapServers));
    }

    private TestTopics(TopicClients clients) {
        this.clients = clients;
    }

    /** Over the broker that all tests of this JVM share. */
    public static synchronized TestTopics shared() {
        if (shared == null) {
            shared = new TestTopics(TopicClients.kept(SharedParts.kafka()));
        }
        return shared;
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
        clients.produce(producer -> {
            List<Future<RecordMetadata>> sent =
                    records.stream().map(producer::send).toList();
            sent.forEach(TestTopics::awaitSent);
            return sent;
        });
    }

    private static void awaitSent(Future<RecordMetadata> sent) {
        try {
            sent.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the broker does not take the messages", e);
        }
    }

    /** Everything in the topic now, partition by partition. */
    public List<ConsumerRecord<String, byte[]>> read(String topic) {
        return new TopicReading(clients, topic).more();
    }

    /** Waits until at least so many messages of the topic pass the test, and answers these. */
    public List<ConsumerRecord<String, byte[]>> await(
            String topic, int count, Predicate<ConsumerRecord<String, byte[]>> test) {
        TopicReading reading = new TopicReading(clients, topic);
        List<ConsumerRecord<String, byte[]>> found = new ArrayList<>();
        return Awaitility.await()
                .atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(POLL)
                .until(
                        () -> {
                            reading.more().stream().filter(test).forEach(found::add);
                            return List.copyOf(found);
                        },
                        enough -> enough.size() >= count);
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
