package io.atrium.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RestartBackoffTest {

    private final RestartBackoff backoff = RestartBackoff.ofDefaults();

    @Test
    void shouldStartAgainAtOnceAndThenDoubleFromOneSecondToThirty() {
        assertThat(Stream.generate(() -> backoff.after(Duration.ZERO)).limit(8).map(Duration::toSeconds))
                .containsExactly(0L, 1L, 2L, 4L, 8L, 16L, 30L, 30L);
    }

    @Test
    void shouldBeginAnewAfterLongLife() {
        backoff.after(Duration.ZERO);
        backoff.after(Duration.ZERO);

        assertThat(backoff.after(Duration.ofMinutes(2))).isZero();
    }
}
