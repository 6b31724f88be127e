package io.atrium.integration.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LatencyScaleTest {

    private static final Percentage BUCKET = Percentage.withPercentage(12.5);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 7, 10, 49, 50, 100, 333, 1_000, 2_500, 9_999, 10_000, 41_000})
    void shouldCountTimeInBucketWhoseMiddleIsNear(long millis) {
        int bucket = LatencyScale.bucket(Duration.ofMillis(millis).toNanos());

        assertThat(LatencyScale.millis(bucket)).isCloseTo((double) millis, BUCKET);
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 0, 1, Long.MAX_VALUE})
    void shouldTakeAnyTime(long nanos) {
        assertThat(LatencyScale.bucket(nanos)).isBetween(0, LatencyScale.BUCKETS - 1);
    }

    @Test
    void shouldTellPercentilesWithinABucket() {
        long[] micros = new Random(7)
                .doubles(10_000, 0, 1)
                .mapToLong(uniform -> (long) (1_000 * Math.pow(10_000, uniform)))
                .sorted()
                .toArray();
        List<Long> counts = counts(micros);

        for (double share : new double[] {0.5, 0.95, 0.99}) {
            double exact = micros[(int) Math.ceil(share * micros.length) - 1] / 1_000.0;
            assertThat(LatencyScale.percentile(counts, share)).isCloseTo(exact, BUCKET);
        }
    }

    @Test
    void shouldTellThePercentilesOfOneCall() {
        List<Long> counts = counts(new long[] {100_000});

        assertThat(LatencyScale.percentile(counts, 0.5)).isCloseTo(100, within(12.5));
        assertThat(LatencyScale.percentile(counts, 0.99)).isEqualTo(LatencyScale.percentile(counts, 0.5));
    }

    private static List<Long> counts(long[] micros) {
        Long[] counts = new Long[LatencyScale.BUCKETS];
        Arrays.fill(counts, 0L);
        LongStream.of(micros).forEach(time -> counts[LatencyScale.bucket(time * 1_000)]++);
        return List.of(counts);
    }
}
