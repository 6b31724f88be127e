package io.atrium.webhook.intake;

import io.atrium.kit.secrets.SecretBox;
import io.atrium.kit.testing.TestEvents;
import io.atrium.kit.testing.TestOrganizations;
import io.atrium.kit.testing.TestTopics;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A source as integration-service publishes it. */
final class TestSource {

    static final String SECRET = "whsec_c2VjcmV0LXNlY3JldC1zZWNyZXQtc2VjcmV0";
    private static final SecretBox BOX = SecretBox.of("dev-webhook-source-key-0123456789abcdef");

    private final TestTopics topics;
    private final UUID organization;
    private final String name;
    private final Map<String, Object> state = new HashMap<>();

    private TestSource(TestTopics topics, UUID organization, String name) {
        this.topics = topics;
        this.organization = organization;
        this.name = name;
        state.put("organization_id", organization.toString());
        state.put("source", name);
        state.put("integration_id", UUID.randomUUID().toString());
        state.put("provider", "user");
        state.put("scheme", "standard-webhooks");
        state.put("secrets", List.of(secret(organization, name, SECRET)));
        state.put("entity_id", "/data/id");
        state.put("enabled", true);
        state.put("version", 1);
    }

    /** The source {@code user} of a new organization. */
    static TestSource published(TestTopics topics) {
        return of(topics, TestOrganizations.active(), "user").publish();
    }

    static TestSource of(TestTopics topics, UUID organization, String name) {
        return new TestSource(topics, organization, name);
    }

    static Map<String, Object> secret(UUID organization, String name, String text) {
        return Map.of(
                "id",
                UUID.randomUUID().toString(),
                "ciphertext",
                BOX.seal(text.getBytes(StandardCharsets.UTF_8), organization + "/" + name));
    }

    TestSource with(String field, Object value) {
        state.put(field, value);
        return this;
    }

    TestSource publish() {
        topics.send(
                "atrium.webhook-sources.v1",
                organization + "/" + name,
                TestEvents.json("/integration-service", "io.atrium.webhook-source.state", name, organization, state));
        return this;
    }

    void remove() {
        topics.send("atrium.webhook-sources.v1", organization + "/" + name, (byte[]) null);
    }

    UUID organization() {
        return organization;
    }

    String path() {
        return "/api/v1/webhooks/" + name + "/" + organization;
    }
}
