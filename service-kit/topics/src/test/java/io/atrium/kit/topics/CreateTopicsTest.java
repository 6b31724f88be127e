package io.atrium.kit.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atrium.kit.kafka.KafkaSettings;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CreateTopicsTest {

    @ParameterizedTest
    @CsvSource({
        "'', '', '', localhost:19092, 1, 1",
        "' kafka:9092 ', 3, 2, kafka:9092, 3, 2",
        "'a:1,b:2', ' 3 ', '', 'a:1,b:2', 3, 1"
    })
    void shouldReadTheEnvironment(
            String servers, String factor, String insync, String bootstrap, short replicas, int least) {
        // Given
        Map<String, String> environment =
                Map.of("KAFKA_BOOTSTRAP_SERVERS", servers, "REPLICATION_FACTOR", factor, "MIN_INSYNC_REPLICAS", insync);

        // When
        CreateTopics step = CreateTopics.of(environment);

        // Then
        assertThat(step).isEqualTo(new CreateTopics(servers(bootstrap), replicas, least, Duration.ofSeconds(180)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "REPLICATION_FACTOR  | three | REPLICATION_FACTOR is a number from 1 to 32767, not three.",
                "REPLICATION_FACTOR  | 40000 | REPLICATION_FACTOR is a number from 1 to 32767, not 40000.",
                "REPLICATION_FACTOR  | 0     | REPLICATION_FACTOR is a number from 1 to 32767, not 0.",
                "KAFKA_WAIT_SECONDS  | -5    | KAFKA_WAIT_SECONDS is a number from 1 to 3600, not -5.",
                "KAFKA_WAIT_SECONDS  | 9999  | KAFKA_WAIT_SECONDS is a number from 1 to 3600, not 9999.",
                "MIN_INSYNC_REPLICAS | 2     | MIN_INSYNC_REPLICAS is from 1 to REPLICATION_FACTOR, which is 1, not 2."
            })
    void shouldSayWhichSettingMakesNoSense(String name, String value, String reason) {
        // Given
        Map<String, String> environment = new HashMap<>(Map.of(name, value));

        // When, Then
        assertThatThrownBy(() -> CreateTopics.of(environment))
                .isInstanceOf(TopicsException.class)
                .hasMessage(reason);
    }

    @Test
    void shouldFailWhereNoBrokerIsNamed() {
        // Given
        Map<String, String> environment = Map.of("KAFKA_BOOTSTRAP_SERVERS", "no-such-host.invalid:9092");

        // When
        int code = CreateTopics.run(environment);

        // Then
        assertThat(code).isEqualTo(1);
    }

    @Test
    void shouldWaitForABrokerLessThanARequestMayTake() {
        // Given
        TopicList topics = TopicList.parse("a 1 cleanup.policy=delete\n");

        // When, Then
        assertThatThrownBy(() -> topics.create(servers("localhost:1"), (short) 1, Duration.ofSeconds(1)))
                .isInstanceOf(TopicsException.class)
                .hasMessageStartingWith("The topic a cannot be created");
    }

    @Test
    void shouldGiveEachTopicTheSettingThatItLacks() {
        // Given
        TopicList topics = TopicList.parse("# a comment\n\na 3 cleanup.policy=delete\nb 1 min.insync.replicas=5\n");

        // When
        TopicList all = topics.with("min.insync.replicas", "2");

        // Then
        assertThat(all.topics())
                .containsExactly(
                        new TopicDefinition("a", 3, Map.of("cleanup.policy", "delete", "min.insync.replicas", "2")),
                        new TopicDefinition("b", 1, Map.of("min.insync.replicas", "5")));
    }

    @Test
    void shouldMakeThreeReplicasInProduction() {
        // When
        CreateTopics step = CreateTopics.of(Map.of("ATRIUM_MODE", "production", "KAFKA_SECURITY_PROTOCOL", "SSL"));

        // Then
        assertThat(step.replicationFactor()).isEqualTo((short) 3);
        assertThat(step.minInsyncReplicas()).isEqualTo(2);
    }

    @Test
    void shouldMakeOneReplicaInProductionWhereThatIsSaid() {
        // When
        CreateTopics step = CreateTopics.of(Map.of(
                "ATRIUM_MODE", "production",
                "KAFKA_SECURITY_PROTOCOL", "PLAINTEXT",
                "REPLICATION_FACTOR", "1",
                "MIN_INSYNC_REPLICAS", "1"));

        // Then
        assertThat(step.replicationFactor()).isEqualTo((short) 1);
    }

    @Test
    void shouldNotConnectInProductionWhereNothingIsSaidOfTls() {
        // When, Then
        assertThatThrownBy(() -> CreateTopics.of(Map.of("ATRIUM_MODE", "production")))
                .isInstanceOf(TopicsException.class)
                .hasMessage(
                        "The topics are not created: KAFKA_SECURITY_PROTOCOL is not set: SSL or SASL_SSL, or PLAINTEXT"
                                + " where the network is private.");
    }

    private static KafkaSettings servers(String bootstrapServers) {
        return new KafkaSettings(Map.of("bootstrap.servers", bootstrapServers));
    }

    @Test
    void shouldReadTheDeploymentsList() {
        // When
        TopicList topics = TopicList.load();

        // Then
        assertThat(topics.topics()).extracting(TopicDefinition::name).contains("atrium.changes.v1");
    }
}
