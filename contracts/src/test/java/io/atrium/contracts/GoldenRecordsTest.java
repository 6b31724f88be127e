package io.atrium.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whole records as they were written once: topic, key and event. Each is read today, with the key that it has. */
class GoldenRecordsTest {

    static final String SUFFIX = ".record.json";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ADDED_LATER = "added_later";

    @ParameterizedTest(name = "{0}")
    @MethodSource("changes")
    void shouldReadAndWriteChanges(Path file) throws Exception {
        JsonNode record = JSON.readTree(file.toFile());
        JsonNode value = record.path("value");
        JsonNode data = value.path("data");

        ChangeRecord change = ChangeRecord.read(data);

        assertThat(record.path("topic").asText()).isEqualTo(ChangeRecord.TOPIC);
        assertThat(record.path("key").asText()).isEqualTo(change.key());
        assertThat(value.path("type").asText()).isEqualTo(change.type());
        assertThat(value.path("subject").asText()).isEqualTo(change.resourceId());
        assertThat(JSON.readTree(change.write().toString()))
                .isEqualTo(((ObjectNode) data.deepCopy()).without(ADDED_LATER));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("webhooks")
    void shouldReadWebhooks(Path file) throws Exception {
        JsonNode record = JSON.readTree(file.toFile());
        JsonNode value = record.path("value");

        WebhookReceived webhook = webhook(value);

        assertThat(record.path("topic").asText()).isEqualTo(WebhookReceived.TOPIC);
        assertThat(record.path("key").asText()).isEqualTo(webhook.key());
        assertThat(value.path("type").asText()).isEqualTo(WebhookReceived.TYPE);
        assertThat(value.path("source").asText()).isEqualTo(WebhookReceived.eventSource(webhook.source()));
        assertThat(webhook.entityType()).isEqualTo(text(value, "entitytype"));
        assertThat(webhook.eventType()).isEqualTo(text(value, "webhooktype"));
        assertThat(webhook.body()).isNotEmpty();
    }

    @Test
    void shouldReadStatesAndFacts() throws Exception {
        shouldHaveTheKey(OrganizationState.MESSAGE, state -> OrganizationState.key(state.id()));
        shouldHaveTheKey(SigningKeyState.MESSAGE, SigningKeyState::kid);
        shouldHaveTheKey(Revocation.MESSAGE, Revocation::key);
        shouldHaveTheKey(WebhookSourceState.MESSAGE, WebhookSourceState::key);
        shouldHaveTheKey(UsageFact.MESSAGE, UsageFact::key);
    }

    @Test
    void shouldHaveARecordForEveryTopicInUse() throws Exception {
        Set<String> topics = new java.util.HashSet<>();
        for (Path file : files("")) {
            topics.add(JSON.readTree(file.toFile()).path("topic").asText());
        }

        assertThat(topics).isEqualTo(Topics.IN_USE);
        assertThat(Topics.IN_USE).containsAll(Topics.COMPACTED);
    }

    static List<Path> changes() throws IOException, URISyntaxException {
        return files("change.");
    }

    static List<Path> webhooks() throws IOException, URISyntaxException {
        return files("webhook.received.");
    }

    private interface Key<T> {
        String of(T message);
    }

    private static <T> void shouldHaveTheKey(MessageType<T> type, Key<T> key) throws Exception {
        List<Path> files = files(type.name() + ".");
        assertThat(files).as(type.name()).isNotEmpty();
        for (Path file : files) {
            JsonNode record = JSON.readTree(file.toFile());
            JsonNode value = record.path("value");
            T message = type.read(value.path("data"));
            assertThat(record.path("topic").asText()).isEqualTo(type.topic());
            assertThat(value.path("type").asText()).isEqualTo(type.name());
            assertThat(record.path("key").asText()).isEqualTo(key.of(message));
        }
    }

    private static WebhookReceived webhook(JsonNode value) throws Exception {
        return WebhookReceived.read(
                UUID.fromString(value.path(EventAttributes.ORGANIZATION).asText()),
                value.path("id").asText(),
                Instant.parse(value.path("time").asText()),
                name -> text(value, name),
                value.path("datacontenttype").asText(),
                value.path("data_base64").binaryValue());
    }

    private static @Nullable String text(JsonNode value, String name) {
        return value.has(name) ? value.path(name).asText() : null;
    }

    private static List<Path> files(String prefix) throws IOException, URISyntaxException {
        try (Stream<Path> files = Files.list(GoldenMessagesTest.folder())) {
            return files.filter(file -> file.getFileName().toString().startsWith(prefix)
                            && file.toString().endsWith(SUFFIX))
                    .sorted()
                    .toList();
        }
    }
}
