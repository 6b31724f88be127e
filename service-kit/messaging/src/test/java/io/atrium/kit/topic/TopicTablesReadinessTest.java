package io.atrium.kit.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.atrium.contracts.Topics;
import io.atrium.kit.testing.AtriumKafka;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(AtriumKafka.class)
class TopicTablesReadinessTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Inject
    KafkaClients clients;

    private TopicTables tables;
    private TopicTablesReadiness readiness;

    @BeforeEach
    void open() {
        tables = new TopicTables(clients);
        readiness = new TopicTablesReadiness(tables);
    }

    @AfterEach
    void close() {
        tables.close();
    }

    @Test
    void shouldNotBeReadyWhileATopicIsMissing() throws Exception {
        // Given
        String missing = "atrium.missing-" + UUID.randomUUID();
        TopicTable<String> table = tables.open(missing, (key, value) -> key);
        TopicTable<String> there = tables.open(Topics.WEBHOOK_SOURCES, (key, value) -> key);
        await().atMost(PATIENCE).until(() -> there.isCaughtUp() && table.state().contains("waiting for the topic"));
        assertThat(readiness.call().getStatus()).isEqualTo(Status.DOWN);

        // When
        try (Admin admin = Admin.create(clients.admin())) {
            admin.createTopics(List.of(new NewTopic(missing, 1, (short) 1)))
                    .all()
                    .get();
        }

        // Then
        await().atMost(PATIENCE).until(() -> readiness.call().getStatus() == Status.UP);
    }

    @Test
    void shouldNameEachTableWithItsStateAndSize() {
        // Given
        String missing = "atrium.missing-" + UUID.randomUUID();
        TopicTable<String> table = tables.open(missing, (key, value) -> key);
        TopicTable<String> there = tables.open(Topics.WEBHOOK_SOURCES, (key, value) -> key);
        await().atMost(PATIENCE).until(() -> there.isCaughtUp() && table.state().contains("waiting for the topic"));

        // When
        HealthCheckResponse response = readiness.call();

        // Then
        assertThat(response.getName()).isEqualTo("topic-tables");
        assertThat(response.getData().orElseThrow())
                .containsOnlyKeys(missing, Topics.WEBHOOK_SOURCES)
                .hasEntrySatisfying(missing, state -> assertThat((String) state).contains("waiting for the topic"));
    }
}
