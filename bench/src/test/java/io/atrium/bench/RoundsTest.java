package io.atrium.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoundsTest {

    private final List<String> done = new ArrayList<>();

    @Test
    void shouldAlternateWhoBeginsAndKeepOnlyWhatIsMeasured() throws Exception {
        // Given
        Rounds rounds = new Rounds(1, 2, () -> done.add("measuring"));

        // When
        Samples samples = rounds.measure(List.of(subject("a"), subject("b")));

        // Then
        assertThat(done).containsExactly("b", "a", "measuring", "a", "b", "b", "a");
        assertThat(samples.ratios("a", "b", Sample::cpu)).hasSize(2);
    }

    private Subject subject(String name) {
        return new Subject() {

            @Override
            public String name() {
                return name;
            }

            @Override
            public Sample measure() {
                done.add(name);
                return Sample.ofLoop(1, 1);
            }
        };
    }
}
