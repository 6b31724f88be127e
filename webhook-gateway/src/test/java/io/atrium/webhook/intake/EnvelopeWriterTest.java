package io.atrium.webhook.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.atrium.contracts.SignatureScheme;
import io.atrium.kit.event.EventEnvelope;
import io.atrium.kit.event.UnreadableEventException;
import io.atrium.webhook.signature.SignatureSettings;
import io.atrium.webhook.signature.SignatureVerifiers;
import io.atrium.webhook.source.SourceHandshakes;
import io.atrium.webhook.source.WebhookSource;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnvelopeWriterTest {

    private static final UUID ORGANIZATION = UUID.fromString("0198f2f0-1111-7000-8000-000000000001");
    private static final UUID EVENT = UUID.fromString("f47ac10b-58cc-8372-a567-0e02b2c3d479");
    private static final WebhookSource SOURCE = new WebhookSource(
            ORGANIZATION,
            "user",
            SignatureVerifiers.of(SignatureScheme.STANDARD_WEBHOOKS, SignatureSettings.NONE, List.of()),
            SourceHandshakes.NONE,
            null,
            null);

    @Test
    void shouldWriteACloudEventThatReadsBack() throws UnreadableEventException {
        byte[] body = "{\"type\":\"user.created\"}".getBytes(StandardCharsets.UTF_8);

        byte[] bytes = EnvelopeWriter.get()
                .write(
                        SOURCE,
                        EVENT,
                        new ReceivedEvent(
                                "msg_1", "usr_1", "203.0.113.9", "application/json", body, 1_700_000_000_007L, null));

        EventEnvelope event = EventEnvelope.parse(bytes);
        assertThat(event.id()).isEqualTo(EVENT.toString());
        assertThat(event.source()).isEqualTo("/webhooks/user");
        assertThat(event.type()).isEqualTo("io.atrium.webhook.received");
        assertThat(event.time()).isEqualTo(Instant.ofEpochMilli(1_700_000_000_007L));
        assertThat(event.organizationId()).isEqualTo(ORGANIZATION);
        assertThat(event.contentType()).isEqualTo("application/json");
        assertThat(event.extension("webhooksource")).isEqualTo("user");
        assertThat(event.extension("providereventid")).isEqualTo("msg_1");
        assertThat(event.extension("entityid")).isEqualTo("usr_1");
        assertThat(event.extension("clientip")).isEqualTo("203.0.113.9");
        assertThat(event.rawData()).isEqualTo(body);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"},\"x\":{\"", "back\\slash", "tab\tnew\nline", "é ü 漢 😀", "nul\u0000"})
    void shouldEscapeWhatProvidersSend(String id) throws UnreadableEventException {
        byte[] bytes = EnvelopeWriter.get()
                .write(SOURCE, EVENT, new ReceivedEvent(id, id, null, "text/plain", new byte[0], 0, null));

        EventEnvelope event = EventEnvelope.parse(bytes);
        assertThat(event.extension("providereventid")).isEqualTo(id);
        assertThat(event.extension("entityid")).isEqualTo(id);
        assertThat(event.id()).isEqualTo(EVENT.toString());
    }

    @Test
    void shouldCarryABodyOfTheLargestSize() throws UnreadableEventException {
        byte[] body = new byte[1024 * 1024];
        new Random(1).nextBytes(body);

        byte[] bytes = EnvelopeWriter.get()
                .write(
                        SOURCE,
                        EVENT,
                        new ReceivedEvent(
                                "msg_1", null, null, "application/octet-stream", body, 1_700_000_000_000L, null));

        assertThat(EventEnvelope.parse(bytes).rawData()).isEqualTo(body);
        assertThat(bytes.length).isLessThan(2 * 1024 * 1024);
    }
}
