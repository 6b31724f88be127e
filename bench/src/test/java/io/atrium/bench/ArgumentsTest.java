package io.atrium.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ArgumentsTest {

    @Test
    void shouldTakeValueThatContainsEquals() {
        // Given
        Arguments arguments = Arguments.of("profile=a=b.jfr");

        // When
        String value = arguments.text("profile");

        // Then
        assertThat(value).isEqualTo("a=b.jfr");
    }

    @Test
    void shouldUseStandardOfWhatIsNotGiven() {
        // Given
        Arguments arguments = Arguments.of("rounds=9");

        // When
        int requests = arguments.number("requests", 25, 1);

        // Then
        assertThat(requests).isEqualTo(25);
    }

    @Test
    void shouldTakeTheLastOfTwo() {
        // Given
        Arguments arguments = Arguments.of("rounds=9", "rounds=11");

        // When
        int rounds = arguments.number("rounds", 5, 1);

        // Then
        assertThat(rounds).isEqualTo(11);
    }

    @Test
    void shouldRefuseWhatHasNoName() {
        // When
        // Then
        assertThatThrownBy(() -> Arguments.of("=9"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("not name=value: =9");
    }

    @Test
    void shouldRefuseNumberBelowTheLeast() {
        // Given
        Arguments arguments = Arguments.of("rounds=0");

        // When
        // Then
        assertThatThrownBy(() -> arguments.number("rounds", 5, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("rounds is at least 1");
    }

    @Test
    void shouldNameWhatNobodyTook() {
        // Given
        Arguments arguments = Arguments.of("rounds=9", "round=8");
        arguments.number("rounds", 5, 1);

        // When
        // Then
        assertThatThrownBy(arguments::end)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("unknown arguments [round]");
    }
}
