package io.atrium.bench;

import io.atrium.kit.secrets.SecretBox;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** What the gateway has to know before it accepts: an active organization and its source. */
final class Fixture {

    static final String SOURCE_KEY = "dev-webhook-source-key-of-the-benchmark";

    private Fixture() {}

    static UUID publish(String bootstrapServers) throws Exception {
        UUID organization = UUID.randomUUID();
        String key = organization + "/user";
        String sealed = SecretBox.of(SOURCE_KEY).seal(PreparedRequests.SECRET.getBytes(StandardCharsets.UTF_8), key);
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "acks", "all"),
                new StringSerializer(),
                new StringSerializer())) {
            producer.send(new ProducerRecord<>(
                            "atrium.organizations.v1",
                            organization.toString(),
                            event(
                                    organization,
                                    "io.atrium.organization.state",
                                    "{\"id\":\"" + organization + "\",\"status\":\"ACTIVE\"}")))
                    .get();
            producer.send(new ProducerRecord<>(
                            "atrium.webhook-sources.v1",
                            key,
                            event(
                                    organization,
                                    "io.atrium.webhook-source.state",
                                    "{\"organization_id\":\"" + organization
                                            + "\",\"source\":\"user\",\"scheme\":\"standard-webhooks\",\"secrets\":"
                                            + "[{\"id\":\"1\",\"ciphertext\":\"" + sealed
                                            + "\"}],\"entity_id\":\"/data/id\",\"enabled\":true}")))
                    .get();
        }
        return organization;
    }

    private static String event(UUID organization, String type, String data) {
        return "{\"specversion\":\"1.0\",\"id\":\"" + UUID.randomUUID() + "\",\"source\":\"/bench\",\"type\":\"" + type
                + "\",\"time\":\"2026-01-01T00:00:00Z\",\"organizationid\":\"" + organization
                + "\",\"datacontenttype\":\"application/json\",\"data\":" + data + "}";
    }
}
