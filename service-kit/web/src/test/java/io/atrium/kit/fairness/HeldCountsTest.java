package io.atrium.kit.fairness;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HeldCountsTest {

    private final HeldCounts<String> counts = new HeldCounts<>();

    @Test
    void shouldTellWhoHoldsMost() {
        // Given
        counts.add("a");
        counts.add("b");
        counts.add("b");

        // When
        String heaviest = counts.heaviest();

        // Then
        assertThat(heaviest).isEqualTo("b");
        assertThat(counts.of("b")).isEqualTo(2);
        assertThat(counts.of("c")).isZero();
    }

    @Test
    void shouldTellTheLeastRecentOfThoseThatHoldTheSame() {
        // Given
        counts.add("a");
        counts.add("b");
        counts.add("c");

        // When
        counts.remove("a");

        // Then
        assertThat(counts.heaviest()).isEqualTo("b");
        counts.remove("b");
        counts.remove("c");
        assertThat(counts.heaviest()).isNull();
    }
}
