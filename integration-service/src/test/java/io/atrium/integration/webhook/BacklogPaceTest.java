package io.atrium.integration.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class BacklogPaceTest {

    private static final long HALF_A_SECOND = Duration.ofMillis(500).toNanos();

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
        pace.pause(System.nanoTime());
        assertThat(pace.exceeded()).isTrue();
        assertThat(pace.exceeded()).isFalse();
        long now = System.nanoTime();

        assertThat(pace.pause(now)).isPositive().isLessThanOrEqualTo(Duration.ofNanos(HALF_A_SECOND));
        assertThat(pace.pause(now + 2 * HALF_A_SECOND)).isZero();
    }
}
