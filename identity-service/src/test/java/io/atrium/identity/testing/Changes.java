package io.atrium.identity.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.atrium.kit.testing.TestTopics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What this service told the audit trail. */
public final class Changes {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Changes() {}

    /** Waits for an organization's events of one action. */
    public static List<JsonNode> await(UUID organizationId, String action, int count) {
        return TestTopics.shared()
                .await("atrium.changes.v1", count, record -> is(record, organizationId, action, data -> true))
                .stream()
                .map(Changes::data)
                .toList();
    }

    public static JsonNode await(UUID organizationId, String action, String resourceId) {
        Predicate<JsonNode> about =
                data -> resourceId.equals(data.path("resource_id").asText());
        return data(TestTopics.shared()
                .await("atrium.changes.v1", 1, record -> is(record, organizationId, action, about))
                .get(0));
    }

    public static JsonNode data(ConsumerRecord<String, byte[]> record) {
        try {
            return JSON.readTree(record.value()).path("data");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean is(
            ConsumerRecord<String, byte[]> record, UUID organizationId, String action, Predicate<JsonNode> test) {
        if (!organizationId.toString().equals(record.key()) || record.value() == null) {
            return false;
        }
        JsonNode data = data(record);
        return action.equals(data.path("action").asText()) && test.test(data);
    }
}
