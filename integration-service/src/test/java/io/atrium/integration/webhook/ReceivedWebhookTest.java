package io.atrium.integration.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.atrium.contracts.WebhookReceived;
import io.atrium.kit.event.EventEnvelope;
import io.atrium.kit.event.UnreadableEventException;
import io.atrium.kit.testing.GoldenRecord;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ReceivedWebhookTest {

    static List<GoldenRecord> records() {
        return GoldenRecord.of(WebhookReceived.TOPIC);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("records")
    void shouldReadEveryGoldenRecord(GoldenRecord record) throws UnreadableEventException {
        ReceivedWebhook webhook = ReceivedWebhook.of(EventEnvelope.parse(record.bytes()));

        assertThat(webhook.source()).isEqualTo("billing-tool");
        assertThat(webhook.eventId()).hasToString(record.value().path("id").asText());
        assertThat(webhook.payload()).isNotEmpty();
        assertThat(webhook.entityId()).isEqualTo(record.value().path("entityid").textValue());
    }
}
