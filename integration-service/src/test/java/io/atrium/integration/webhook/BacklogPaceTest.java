package io.atrium.integration.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class BacklogPaceTest {

    private static final long PAUSE = Duration.ofMillis(200).toNanos();

    private final BacklogPace pace = new BacklogPace(
            new SmallRyeConfigBuilder().withMapping(WebhookConfig.class).build().getConfigMapping(WebhookConfig.class));

    @Test
    void shouldLetBacklogsRunWhileNothingExceedsItsShare() {
        long now = System.nanoTime();

        assertThat(pace.pause(now)).isZero();
        assertThat(pace.pause(now + 1)).isZero();
    }

    @Test
    void shouldLetABatchThroughNowAndThenWhileTheTopicBringsMore() {
        long now = System.nanoTime();
        pace.pause(now);
        assertThat(pace.exceeded(now + 1)).isTrue();
        assertThat(pace.exceeded(now + 2)).isFalse();

        assertThat(pace.pause(now + 3)).isPositive().isLessThanOrEqualTo(Duration.ofNanos(PAUSE));
        assertThat(pace.exceeded(now + PAUSE)).isTrue();
        assertThat(pace.pause(now + PAUSE)).isZero();
        assertThat(pace.pause(now + PAUSE + 1)).isPositive();
    }
}
