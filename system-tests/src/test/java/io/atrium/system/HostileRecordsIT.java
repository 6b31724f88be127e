package io.atrium.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.atrium.kit.testing.TestTopics;
import io.atrium.kit.topics.TopicDefinition;
import io.atrium.kit.topics.TopicList;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Every topic with hostile records, written to the broker as they are. None stops its partition, a process, or what the
 * platform does for everybody else.
 */
class HostileRecordsIT {

    private static final int SHARE = 40;
    private static final int ALL = 500;

    /** Whose readable records speak for the whole platform: a key that is replaced signs nothing more. */
    private static final Set<String> OF_THE_PLATFORM = Set.of("atrium.signing-keys.v1");

    @Test
    void shouldGoOnAfterAShareOfHostileRecords() {
        run(SHARE);
    }

    @Test
    @Tag("full")
    void shouldGoOnAfterAllHostileRecords() {
        run(ALL);
    }

    private static void run(int share) {
        // Given
        Tenant attacked = attacked();
        HostileReport report = new HostileReport("records");
        PlatformHealth platform = new PlatformHealth();
        Map<String, HostileRecords> topics = topics(attacked);
        int sent = 0;

        // When
        for (long seed : HostileSeeds.ofThisRun()) {
            long began = System.nanoTime();
            Suite.running().noteHostileRecords();
            for (Map.Entry<String, HostileRecords> topic : topics.entrySet()) {
                sent += send(topic.getValue().make(share, HostileSeeds.random(seed, topic.getKey())));
            }
            System.out.printf("%d hostile records so far, %.1f s%n", sent, (System.nanoTime() - began) / 1e9);

            // Then
            String group = "records of seed " + seed;
            report.add(group, SecondOrganization.faults());
            report.add(group, platform.faults());
            report.add(group, StoredData.faults(attacked));
            Suite.running().noteHostileRecords();
        }
        assertThat(sent).as("records sent").isPositive();
        report.requireNone();
    }

    /** An organization with a record of its own in every topic. */
    private static Tenant attacked() {
        Tenant tenant = Tenant.register();
        Provider provider = Provider.ready(tenant, "user");
        provider.deliver("msg-attacked", WebhookBody.user("created", "usr-attacked", 1));
        String email = tenant.createUser("USER").getString("email");
        Tenant.as(Tenant.login(email).getString("access_token")).post("/api/v1/auth/logout");
        return tenant;
    }

    private static Map<String, HostileRecords> topics(Tenant attacked) {
        Map<String, HostileRecords> topics = new TreeMap<>();
        for (TopicDefinition topic : TopicList.load().topics()) {
            if (!topic.name().endsWith(".dlq")) {
                topics.put(topic.name(), Patience.until(() -> records(topic.name(), attacked)));
            }
        }
        return topics;
    }

    private static @Nullable HostileRecords records(String topic, Tenant attacked) {
        TestTopics broker = new TestTopics(broker());
        List<byte[]> keys = new ArrayList<>();
        List<byte[]> values = new ArrayList<>();
        for (ConsumerRecord<String, byte[]> record : broker.read(topic)) {
            if (record.value() != null
                    && record.key() != null
                    && HostileRecords.isJson(record.value())
                    && isOf(topic, record, attacked)) {
                keys.add(record.key().getBytes(StandardCharsets.UTF_8));
                values.add(record.value());
            }
        }
        return keys.isEmpty() ? null : new HostileRecords(topic, keys, values, !OF_THE_PLATFORM.contains(topic));
    }

    /** Its own, or where nothing names an organization, any that ends with itself: sessions, keys. */
    private static boolean isOf(String topic, ConsumerRecord<String, byte[]> record, Tenant attacked) {
        String text = record.key() + new String(record.value(), StandardCharsets.UTF_8);
        return text.contains(attacked.organizationId())
                || record.key().startsWith("session:")
                || OF_THE_PLATFORM.contains(topic);
    }

    private static int send(List<ProducerRecord<byte[], byte[]>> records) {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker(), "acks", "all", "max.request.size", 4_194_304),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            List<Future<?>> sent = new ArrayList<>();
            records.forEach(record -> sent.add(producer.send(record)));
            int taken = 0;
            for (Future<?> one : sent) {
                taken += isTaken(one) ? 1 : 0;
            }
            return taken;
        }
    }

    /** The broker itself refuses some: too large, or without the key that a compacted topic wants. */
    private static boolean isTaken(Future<?> sent) {
        try {
            sent.get();
            return true;
        } catch (ExecutionException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String broker() {
        return "localhost:" + Suite.running().port("ATRIUM_KAFKA_PORT");
    }
}
