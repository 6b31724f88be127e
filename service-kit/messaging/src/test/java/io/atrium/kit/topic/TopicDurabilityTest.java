package io.atrium.kit.topic;

import static org.assertj.core.api.Assertions.assertThat;

import io.atrium.contracts.Topics;
import io.atrium.kit.testing.AtriumKafka;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hamcrest.Matchers;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(AtriumKafka.class)
class TopicDurabilityTest {

    @Inject
    KafkaClients clients;

    @ConfigProperty(name = "atrium.topics.min-insync-replicas")
    int required;

    @Test
    void shouldReadWhatEachTopicIsContentWith() throws Exception {
        String durable = "atrium.durable-" + UUID.randomUUID();
        try (Admin admin = Admin.create(clients.admin())) {
            NewTopic topic =
                    new NewTopic(durable, 1, (short) 1).configs(Map.of(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, "2"));
            admin.createTopics(List.of(topic)).all().get();

            assertThat(TopicDurability.minimums(admin))
                    .containsEntry(durable, 2)
                    .containsEntry(Topics.WEBHOOKS, 1)
                    .allSatisfy((name, minimum) -> assertThat(name).startsWith("atrium."));
        }
    }

    @Test
    void shouldCountTheReplicasOfEachTopic() throws Exception {
        try (Admin admin = Admin.create(clients.admin())) {
            // When
            Map<String, Integer> replicas = TopicDurability.replicas(admin, Set.of(Topics.WEBHOOKS, Topics.USAGE));

            // Then
            assertThat(replicas).isEqualTo(Map.of(Topics.WEBHOOKS, 1, Topics.USAGE, 1));
        }
    }

    @Test
    void shouldAskNothingInDevelopment() {
        assertThat(required).isEqualTo(1);
        RestAssured.get("/q/health/ready")
                .then()
                .body("checks.find { it.name == 'topic-durability' }.status", Matchers.equalTo("UP"));
    }
}
