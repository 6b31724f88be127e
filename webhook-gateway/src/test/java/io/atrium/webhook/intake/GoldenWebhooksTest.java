package io.atrium.webhook.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.atrium.contracts.EventAttributes;
import io.atrium.contracts.SignatureScheme;
import io.atrium.kit.testing.GoldenRecord;
import io.atrium.webhook.signature.SignatureSettings;
import io.atrium.webhook.signature.SignatureVerifiers;
import io.atrium.webhook.source.SourceHandshakes;
import io.atrium.webhook.source.WebhookSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the intake writes byte by byte is what contracts says. */
class GoldenWebhooksTest {

    private static final WebhookSource SOURCE = new WebhookSource(
            UUID.fromString("01970000-0000-7000-8000-000000000001"),
            "billing-tool",
            SignatureVerifiers.of(SignatureScheme.STANDARD_WEBHOOKS, SignatureSettings.NONE, List.of()),
            SourceHandshakes.NONE,
            null,
            null);

    private final Deliveries deliveries = new Deliveries(
            new SmallRyeConfigBuilder().withMapping(IntakeConfig.class).build().getConfigMapping(IntakeConfig.class));

    @ParameterizedTest
    @ValueSource(strings = {"webhook.received.1", "webhook.received.2", "webhook.received.3"})
    void shouldWriteWebhooksAsTheGoldenFilesHaveThem(String name) throws IOException {
        GoldenRecord golden = GoldenRecord.named(name);
        JsonNode value = golden.value();
        ReceivedEvent event = new ReceivedEvent(
                value.path("providereventid").asText(),
                text(value, "entityid"),
                text(value, "clientip"),
                value.path("datacontenttype").asText(),
                value.path("data_base64").binaryValue(),
                Instant.parse(value.path("time").asText()).toEpochMilli(),
                text(value, EventAttributes.TRACE_PARENT));
        List<byte[]> written = new ArrayList<>();
        List<String> eventIds = new ArrayList<>();

        deliveries.deliver(
                SOURCE,
                event,
                (key, bytes, done) -> {
                    written.addAll(List.of(key, bytes));
                    done.onCompletion(null, null);
                    return true;
                },
                (eventId, outcome, duplicate) -> eventIds.add(eventId.toString()));

        assertThat(eventIds).hasSize(1);
        golden.assertWritten(
                new String(written.get(0), UTF_8),
                written.get(1),
                Map.of(eventIds.get(0), value.path("id").asText()));
    }

    private static @Nullable String text(JsonNode value, String name) {
        return value.has(name) ? value.path(name).asText() : null;
    }
}
