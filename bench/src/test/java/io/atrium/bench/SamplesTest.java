package io.atrium.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class SamplesTest {

    @Test
    void shouldDivideWhatWasMeasuredInTheSameRound() {
        // Given
        Samples samples = new Samples();
        samples.add("read", Sample.ofLoop(10, 1));
        samples.add("read", Sample.ofLoop(60, 1));
        samples.add("limit", Sample.ofLoop(20, 1));
        samples.add("limit", Sample.ofLoop(30, 1));

        // When
        List<Double> ratios = samples.ratios("read", "limit", Sample::cpu);

        // Then
        assertThat(ratios).containsExactly(0.5, 2.0);
    }

    @Test
    void shouldShowMediansAndADashForWhatIsNotKnown() {
        // Given
        Samples samples = new Samples();
        samples.add("read", new Sample(10, Double.NaN, 100, 1, 5));
        samples.add("read", new Sample(90, Double.NaN, 300, 3, 7));
        samples.add("read", new Sample(20, Double.NaN, 200, 2, 6));

        // When
        String table = samples.markdown();

        // Then
        assertThat(table.lines()).last().isEqualTo("| read | 20.0 | – | 200 | 2.00 | 6.00 |");
    }

    @Test
    void shouldTakeTheMiddleOfTwoWhenRoundsAreEven() {
        // When
        double median = Samples.median(List.of(4.0, 1.0, 2.0, 9.0));

        // Then
        assertThat(median).isCloseTo(3.0, within(1e-9));
    }

    @Test
    void shouldSayWhetherTheMedianMeetsTheAim() {
        // Given
        Ratio met = new Ratio("read / S", List.of(0.1, 0.2, 0.9), 0.2);
        Ratio missed = new Ratio("list / S", List.of(0.5, 0.3, 0.6), 0.4);
        Ratio without = Ratio.of("rate", List.of(0.5));

        // When
        String table = Ratio.markdown(List.of(met, missed, without));

        // Then
        assertThat(table)
                .contains("| read / S | 0.200 | 0.100 – 0.900 | ≤ 0.2, met |")
                .contains("| list / S | 0.500 | 0.300 – 0.600 | ≤ 0.4, missed |")
                .contains("| rate | 0.500 | 0.500 – 0.500 | – |");
    }

    @Test
    void shouldRefuseRatioWithoutRounds() {
        // When
        // Then
        assertThatThrownBy(() -> Ratio.of("rate", List.of())).isInstanceOf(IllegalArgumentException.class);
    }
}
