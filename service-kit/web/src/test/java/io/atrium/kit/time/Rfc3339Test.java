package io.atrium.kit.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atrium.kit.problem.ProblemException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class Rfc3339Test {

    @Test
    void shouldReadEveryOffset() {
        Instant noon = Instant.parse("2026-01-31T12:00:00Z");

        assertThat(Rfc3339.parse("2026-01-31T12:00:00Z")).contains(noon);
        assertThat(Rfc3339.parse("2026-01-31T13:30:00+01:30")).contains(noon);
        assertThat(Rfc3339.parse("2026-01-31T12:00:00.000001Z")).contains(noon.plusNanos(1000));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "now",
                "2026-01-31",
                "2026-02-30T00:00:00Z",
                "2026-01-31T12:00:00",
                "+10000-01-01T00:00:00Z",
                "+999999999-12-31T23:59:59Z",
                "0000-12-31T23:59:59Z",
                "-0001-01-01T00:00:00Z",
                "9999-12-31T23:59:59-01:00",
                "0001-01-01T00:00:00+01:00"
            })
    void shouldReadNothingElse(String text) {
        assertThat(Rfc3339.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @NullAndEmptySource
    void shouldTakeAnAbsentParameterAsAbsent(String text) {
        assertThat(Rfc3339.parameter("since", text)).isEmpty();
    }

    @Test
    void shouldSayWhichParameterIsNoTime() {
        assertThatThrownBy(() -> Rfc3339.parameter("since", "yesterday"))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.errors().get(0).field()).isEqualTo("since"));
    }
}
