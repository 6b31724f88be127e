package io.atrium.integration.work;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class WorkFailuresTest {

    @Test
    void shouldWaitLongerEachTimeUpToABound() {
        WorkConfig config = new SmallRyeConfigBuilder()
                .withMapping(WorkConfig.class)
                .build()
                .getConfigMapping(WorkConfig.class);

        assertThat(WorkFailures.delay(config, 1)).isEqualTo(Duration.ofSeconds(5));
        assertThat(WorkFailures.delay(config, 3)).isEqualTo(Duration.ofSeconds(20));
        assertThat(WorkFailures.delay(config, Integer.MAX_VALUE)).isEqualTo(Duration.ofMinutes(10));
    }
}
