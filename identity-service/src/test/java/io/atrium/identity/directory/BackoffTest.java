package io.atrium.identity.directory;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {

    @Test
    void shouldAcceptTheDefaults() {
        assertThatCode(() -> new Backoff(5, 5, 2, 10, 900, 3_600, 7_776_000, 10))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "0,5,2,15,900,3600,10,threshold",
        "5,0,2,15,900,3600,10,first",
        "5,5,0.5,15,900,3600,10,factor",
        "5,20,2,15,900,3600,10,longest-in-known-place",
        "5,5,2,15,10,3600,10,longest must",
        "5,5,2,15,900,900,10,forgotten-after",
        "5,5,2,15,900,3600,0,known-places",
    })
    void shouldRefuseNumbersThatContradictEachOther(
            int threshold,
            double first,
            double factor,
            double known,
            double unknown,
            double forgotten,
            int places,
            String named) {
        assertThatThrownBy(() -> new Backoff(threshold, first, factor, known, unknown, forgotten, 7_776_000, places))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(named);
    }
}
