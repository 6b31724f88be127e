package io.atrium.kit.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.atrium.contracts.ChangeRecord;
import io.atrium.contracts.EventAttributes;
import io.atrium.contracts.MessageType;
import io.atrium.contracts.OrganizationState;
import io.atrium.contracts.Revocation;
import io.atrium.contracts.SigningKeyState;
import io.atrium.contracts.UsageFact;
import io.atrium.contracts.WebhookReceived;
import io.atrium.contracts.WebhookSourceState;
import io.atrium.kit.testing.GoldenRecord;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every record that was ever written is read by the envelope of today, whatever later writers add. */
class GoldenRecordsTest {

    private static final List<MessageType<?>> TYPES = List.of(
            OrganizationState.MESSAGE,
            SigningKeyState.MESSAGE,
            Revocation.MESSAGE,
            WebhookSourceState.MESSAGE,
            UsageFact.MESSAGE);

    static List<GoldenRecord> records() {
        return GoldenRecord.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("records")
    void shouldReadEveryRecord(GoldenRecord record) throws UnreadableEventException {
        EventEnvelope event = EventEnvelope.parse(record.bytes());

        switch (record.topic()) {
            case ChangeRecord.TOPIC -> assertThat(event.requireChange().key()).isEqualTo(record.key());
            case WebhookReceived.TOPIC ->
                assertThat(event.requireWebhook().key()).isEqualTo(record.key());
            default -> {
                MessageType<?> type = TYPES.stream()
                        .filter(each -> each.topic().equals(record.topic()))
                        .findFirst()
                        .orElseThrow();
                assertThat(event.requireData(type)).isNotNull();
            }
        }
    }

    @Test
    void shouldKeepWhatIsReserved() throws UnreadableEventException {
        EventEnvelope change =
                EventEnvelope.parse(GoldenRecord.named("change.reserved.1").bytes());
        EventEnvelope webhook = EventEnvelope.parse(
                GoldenRecord.named("webhook.received.reserved.1").bytes());

        assertThat(change.extension(EventAttributes.TRACE_PARENT)).startsWith("00-4bf92f35");
        assertThat(change.extension(EventAttributes.SEQUENCE)).isEqualTo("42");
        assertThat(change.requireChange().dataSubject()).endsWith("0003");
        assertThat(webhook.requireWebhook().entityType()).isEqualTo("invoice");
        assertThat(webhook.requireWebhook().eventType()).isEqualTo("invoice.paid");
    }
}
