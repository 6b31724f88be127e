package io.atrium.kit.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BackoffTest {

    private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(250), Duration.ofSeconds(10));

    @ParameterizedTest
    @CsvSource({"-1, 250", "0, 250", "1, 250", "2, 500", "3, 1000", "6, 8000", "7, 10000", "2147483647, 10000"})
    void shouldDoubleUpToTheLongest(int failures, long millis) {
        assertThat(BACKOFF.after(failures)).isEqualTo(Duration.ofMillis(millis));
    }

    @Test
    void shouldNotOverflow() {
        Backoff slow = new Backoff(Duration.ofDays(1000), Duration.ofDays(100_000));

        assertThat(slow.after(100)).isEqualTo(Duration.ofDays(100_000));
    }

    @Test
    void shouldPauseForTheLongestWhereTheFirstIsLonger() {
        assertThat(new Backoff(Duration.ofSeconds(5), Duration.ofSeconds(1)).after(1))
                .isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void shouldStayAtNothing() {
        Backoff none = new Backoff(Duration.ZERO, Duration.ofSeconds(1));

        assertThat(none.after(1000)).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 20})
    void shouldKeepJitterWithinItsBounds(int failures) {
        Duration most = BACKOFF.after(failures);

        assertThat(IntStream.range(0, 1000).mapToObj(n -> BACKOFF.withFullJitter(failures)))
                .allSatisfy(pause -> assertThat(pause).isBetween(Duration.ofNanos(1), most));
        assertThat(IntStream.range(0, 1000).mapToObj(n -> BACKOFF.withEqualJitter(failures)))
                .allSatisfy(pause -> assertThat(pause).isBetween(most.dividedBy(2), most));
    }
}
