package io.atrium.integration.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WebhookRetentionTest {

    @Test
    void shouldKeepEventsForEverUnlessToldOtherwise() {
        assertThat(WebhookRetention.of(Duration.ofDays(7), Optional.empty()).event())
                .isNull();
    }

    @Test
    void shouldRefuseToForgetWhatTheTopicMayBringAgain() {
        assertThatThrownBy(() -> WebhookRetention.of(Duration.ofDays(6), Optional.empty()))
                .hasMessageContaining("integration.webhook.inbox-retention is PT144H; it must be at least P7D");
        assertThatThrownBy(() -> WebhookRetention.of(Duration.ofDays(30), Optional.of(Duration.ofDays(6))))
                .hasMessageContaining("integration.webhook.event-retention is PT144H");
    }
}
