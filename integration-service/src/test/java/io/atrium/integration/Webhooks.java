package io.atrium.integration;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.restassured.path.json.JsonPath;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;

/** Webhooks as the gateway puts them on their topic. */
public final class Webhooks {

    public static final String TOPIC = "atrium.webhooks.v1";

    private Webhooks() {}

    public static ProducerRecord<String, byte[]> record(
            UUID organization, UUID event, String source, String key, String body) {
        return new ProducerRecord<>(
                TOPIC, organization + "/" + source + "/" + key, event(organization, event, source, body));
    }

    private static byte[] event(UUID organization, UUID event, String source, String body) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("specversion", "1.0");
        fields.put("id", event.toString());
        fields.put("source", "/webhooks/" + source);
        fields.put("type", "io.atrium.webhook.received");
        fields.put("time", Instant.now().toString());
        fields.put("organizationid", organization.toString());
        fields.put("webhooksource", source);
        fields.put("providereventid", "msg_" + event);
        fields.put("clientip", "203.0.113.9");
        fields.put("datacontenttype", "application/json");
        fields.put("data_base64", Base64.getEncoder().encodeToString(body.getBytes(UTF_8)));
        return Json.bytes(fields);
    }

    public static String user(String type, String id, String updatedAt, int version, String name) {
        return Json.text(Map.of(
                "type", type,
                "timestamp", updatedAt,
                "data", Map.of("id", id, "updated_at", updatedAt, "version", version, "name", name)));
    }

    /** The stored event as the API shows it, as soon as it has the status. */
    public static JsonPath awaitEvent(UUID organization, UUID event, String status) {
        return Awaitility.await("event " + status)
                .atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(50))
                .until(
                        () -> Api.admin(organization)
                                .get("/api/v1/webhooks/events/" + event)
                                .jsonPath(),
                        found -> status.equals(found.getString("status")));
    }
}
