package io.atrium.local.deployment.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.atrium.local.deployment.Repository;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The topics of Strimzi's topic operator, against those that the script creates, and the brokers that they need. */
class KafkaTopicsTest {

    private static final String REPLICAS = "3";
    private static final String IN_SYNC = "2";

    @Test
    void shouldCreateTheTopicsOfTheScriptWithTheirSettings() {
        Map<String, Map<String, String>> ofScript = Repository.text("deploy/kafka/topics.conf")
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> List.of(line.split("\\s+")))
                .collect(Collectors.toMap(columns -> columns.get(0), KafkaTopicsTest::ofScript));
        Map<String, Map<String, String>> ofOperator = Overlay.OPERATORS.all("KafkaTopic").stream()
                .collect(Collectors.toMap(Overlay::name, KafkaTopicsTest::ofOperator));

        assertThat(ofOperator).isEqualTo(ofScript);
    }

    @Test
    void shouldHaveTheBrokersThatTheTopicsNeed() {
        ObjectNode kafka = Overlay.OPERATORS.one("Kafka", "kafka");
        JsonNode config = kafka.at("/spec/kafka/config");

        assertThat(Overlay.OPERATORS.all("KafkaNodePool")).singleElement().satisfies(pool -> {
            assertThat(pool.at("/spec/replicas").asText()).isEqualTo(REPLICAS);
            assertThat(pool.at("/metadata/labels/strimzi.io~1cluster").asText()).isEqualTo("kafka");
        });
        assertThat(config.path("auto.create.topics.enable").asText()).isEqualTo("false");
        assertThat(config.path("min.insync.replicas").asText()).isEqualTo(IN_SYNC);
        assertThat(config.path("transaction.state.log.min.isr").asText()).isEqualTo(IN_SYNC);
        assertThat(config.path("transaction.state.log.replication.factor").asText())
                .isEqualTo(REPLICAS);
        assertThat(config.path("offsets.topic.replication.factor").asText()).isEqualTo(REPLICAS);
        assertThat(Overlay.OPERATORS
                        .one("ConfigMap", "atrium")
                        .at("/data/KAFKA_BOOTSTRAP_SERVERS")
                        .asText())
                .isEqualTo("kafka-kafka-bootstrap:"
                        + kafka.at("/spec/kafka/listeners/0/port").asText());
    }

    private static Map<String, String> ofScript(List<String> columns) {
        Map<String, String> topic = columns.subList(2, columns.size()).stream()
                .map(setting -> Arrays.asList(setting.split("=", 2)))
                .collect(Collectors.toMap(pair -> pair.get(0), pair -> pair.get(1)));
        topic.putAll(Map.of("partitions", columns.get(1), "replicas", REPLICAS, "min.insync.replicas", IN_SYNC));
        return topic;
    }

    private static Map<String, String> ofOperator(JsonNode topic) {
        Map<String, String> found = new HashMap<>();
        topic.at("/spec/config")
                .fields()
                .forEachRemaining(
                        entry -> found.put(entry.getKey(), entry.getValue().asText()));
        found.put("partitions", topic.at("/spec/partitions").asText());
        found.put("replicas", topic.at("/spec/replicas").asText());
        return found;
    }
}
