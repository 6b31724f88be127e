package io.atrium.integration.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class WebhookBundleTest {

    private static final UUID ORGANIZATION = UUID.randomUUID();
    private static final OffsetDateTime LATER = OffsetDateTime.parse("2026-03-01T10:00:00.123456789Z");

    @Test
    void shouldReadBackWhatItWrote() {
        ReceivedWebhook full = new ReceivedWebhook(
                ORGANIZATION,
                UUID.randomUUID(),
                "user",
                "msg_1 \u00e9\ud83d\ude00",
                "usr_1",
                "203.0.113.9",
                "application/json",
                new byte[] {0, -1, 10},
                LATER);
        WebhookBundle bundle = new WebhookBundle(ORGANIZATION, "user", List.of(full, bare(new byte[0])));

        WebhookBundle read = WebhookBundle.of(ORGANIZATION, "user", bundle.content());

        assertThat(read).usingRecursiveComparison().isEqualTo(bundle);
        assertThat(read.oldest()).isEqualTo(LATER.minusHours(1));
    }

    @Test
    void shouldRefuseContentThatIsCutOrOfAnotherForm() {
        byte[] content = new WebhookBundle(ORGANIZATION, "user", List.of(bare(new byte[100]))).content();
        byte[] another = content.clone();
        another[0] = 9;

        assertThatThrownBy(() -> WebhookBundle.of(ORGANIZATION, "user", Arrays.copyOf(content, content.length - 1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> WebhookBundle.of(ORGANIZATION, "user", another))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldTellAnEventAsItStoodOnItsTopic() throws Exception {
        ReceivedWebhook event = bare(new byte[] {1, 2});

        assertThat(ReceivedWebhook.of(event.envelope()))
                .usingRecursiveComparison()
                .isEqualTo(event);
    }

    private static ReceivedWebhook bare(byte[] payload) {
        return new ReceivedWebhook(
                ORGANIZATION,
                UUID.randomUUID(),
                "user",
                "msg",
                null,
                null,
                "application/json",
                payload,
                LATER.minusHours(1));
    }
}
