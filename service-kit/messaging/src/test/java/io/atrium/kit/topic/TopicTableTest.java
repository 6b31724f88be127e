package io.atrium.kit.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.atrium.contracts.Topics;
import io.atrium.kit.liveness.LivenessConfig;
import io.atrium.kit.testing.AtriumKafka;
import io.atrium.kit.testing.TestTopics;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(AtriumKafka.class)
class TopicTableTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private record Limits(Duration eventLoopBlockedAfter, Duration topicTableBlockedAfter) implements LivenessConfig {}

    @Inject
    TopicTables tables;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String servers;

    @Test
    void shouldHoldTheLastValueOfEachKeyAndFollowTheTopic() {
        TestTopics topics = TestTopics.shared();
        String gone = key();
        String kept = key();
        String poisoned = key();
        String unreadable = key();
        topics.send(Topics.WEBHOOK_SOURCES, kept, "1");
        topics.send(Topics.WEBHOOK_SOURCES, kept, "2");
        topics.send(Topics.WEBHOOK_SOURCES, gone, "1");
        topics.send(Topics.WEBHOOK_SOURCES, gone, (byte[]) null);
        topics.send(Topics.WEBHOOK_SOURCES, poisoned, "3");
        topics.send(Topics.WEBHOOK_SOURCES, poisoned, "poison");
        topics.send(Topics.WEBHOOK_SOURCES, unreadable, "poison");
        List<String> changes = new CopyOnWriteArrayList<>();

        TopicTable<Integer> table = tables.open(Topics.WEBHOOK_SOURCES, (key, value) -> number(value));
        table.onChange((key, value) -> changes.add(key + "=" + value));

        await().atMost(PATIENCE).until(table::isCaughtUp);
        assertThat(table.get(kept)).isEqualTo(2);
        assertThat(table.get(gone)).isNull();
        assertThat(table.get(poisoned)).isEqualTo(3);
        assertThat(table.isUnreadable(poisoned)).isFalse();
        assertThat(table.get(unreadable)).isNull();
        assertThat(table.isUnreadable(unreadable)).isTrue();
        topics.send(Topics.WEBHOOK_SOURCES, unreadable, "4");
        await().atMost(PATIENCE).until(() -> Integer.valueOf(4).equals(table.get(unreadable)));
        assertThat(table.isUnreadable(unreadable)).isFalse();
        topics.send(Topics.WEBHOOK_SOURCES, kept, "7");
        topics.send(Topics.WEBHOOK_SOURCES, poisoned, (byte[]) null);
        await().atMost(PATIENCE).until(() -> Integer.valueOf(7).equals(table.get(kept)) && table.get(poisoned) == null);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(changes).contains(kept + "=7", poisoned + "=null"));
        table.close();
    }

    @Test
    void shouldWaitForATopicThatDoesNotExistYet() throws Exception {
        String topic = "atrium.late-" + UUID.randomUUID();

        TopicTable<Integer> table = tables.open(topic, (key, value) -> number(value));

        await().atMost(PATIENCE).until(() -> table.state().contains("waiting for the topic"));
        assertThat(table.isCaughtUp()).isFalse();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
            admin.createTopics(List.of(new NewTopic(topic, 3, (short) 1))).all().get();
        }
        await().atMost(PATIENCE).until(table::isCaughtUp);
        TestTopics.shared().send(topic, "k", "5");
        await().atMost(PATIENCE).until(() -> Integer.valueOf(5).equals(table.get("k")));
        table.close();
    }

    @Test
    void shouldSkipARecordWhoseDecodingEndsInAnErrorAndFollowTheTopic() {
        // Given
        TestTopics topics = TestTopics.shared();
        String broken = key();
        String after = key();
        topics.send(Topics.WEBHOOK_SOURCES, broken, "broken");
        topics.send(Topics.WEBHOOK_SOURCES, after, "1");

        // When
        TopicTable<Integer> table = tables.open(Topics.WEBHOOK_SOURCES, (key, value) -> linked(value));

        // Then
        await().atMost(PATIENCE).until(() -> Integer.valueOf(1).equals(table.get(after)));
        assertThat(table.isUnreadable(broken)).isTrue();
        table.close();
    }

    @Test
    void shouldNotBeAliveWhileTheThreadOfATableIsBlocked() {
        // Given
        TopicTable<Integer> table = tables.open(Topics.WEBHOOK_SOURCES, (key, value) -> number(value));
        TopicTablesLiveness liveness = new TopicTablesLiveness(tables, new Limits(PATIENCE, Duration.ofSeconds(2)));
        CountDownLatch blockade = new CountDownLatch(1);
        await().atMost(PATIENCE).until(table::isCaughtUp);
        assertThat(liveness.call().getStatus()).isEqualTo(Status.UP);

        // When
        table.onChange((key, value) -> awaitQuietly(blockade));
        TestTopics.shared().send(Topics.WEBHOOK_SOURCES, key(), "1");

        // Then
        await().atMost(PATIENCE).until(() -> liveness.call().getStatus() == Status.DOWN);
        blockade.countDown();
        await().atMost(PATIENCE).until(() -> liveness.call().getStatus() == Status.UP);
        table.close();
    }

    @Test
    void shouldCloseAtOnceWhereverItIs() {
        TopicTable<Integer> table = tables.open("atrium.never-" + UUID.randomUUID(), (key, value) -> number(value));

        long began = System.nanoTime();
        table.close();

        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(2));
        await().atMost(PATIENCE).until(() -> table.state().equals("closed"));
    }

    private static Integer number(byte[] value) {
        return Integer.valueOf(new String(value, StandardCharsets.UTF_8));
    }

    private static String key() {
        return UUID.randomUUID().toString();
    }

    private static Integer linked(byte[] value) {
        if (new String(value, StandardCharsets.UTF_8).equals("broken")) {
            throw new NoClassDefFoundError("a class of the decoder");
        }
        return number(value);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
