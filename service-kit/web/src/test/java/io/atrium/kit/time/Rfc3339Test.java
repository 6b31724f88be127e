package io.atrium.kit.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atrium.kit.problem.ProblemException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
                "0001-01-01T00:00:00+01:00",
                "2026-01-31T12:00Z",
                "2026-01-31T12:00:00.Z",
                "2026-01-31T12:00:00.5",
                "2026-01-31T12:00:00,5Z",
                "2026-01-31T12:00:00+01",
                "2026-01-31T12:00:00+0100",
                "2026-01-31T12:00:00+24:00",
                "2026-01-31T12:00:00+01:60",
                "2026-01-31T12:00:00+01:00:00",
                "2026-01-31T12:00:00Zulu",
                "2026-01-31T24:00:00Z",
                "2026-01-31_12:00:00Z",
                "2026-01-31T12:00:00 01:00",
                "2026-1-031T12:00:00Z",
                "२०२६-01-31T12:00:00Z",
                "2026-01-31T23:59:61Z",
                "2026-01-31T23:59:60+01:00",
                "2026-01-30T23:59:60Z",
                "2026-01-31T12:00:60Z"
            })
    void shouldReadNothingElse(String text) {
        assertThat(Rfc3339.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-31t12:00:00z, 2026-01-31T12:00:00Z",
        "2026-01-31 12:00:00Z, 2026-01-31T12:00:00Z",
        "2026-01-31T12:00:00-00:00, 2026-01-31T12:00:00Z",
        "2026-02-01T11:59:00+23:59, 2026-01-31T12:00:00Z",
        "2026-01-31T12:00:00.1200Z, 2026-01-31T12:00:00.12Z",
        "2026-01-31T12:00:00.000Z, 2026-01-31T12:00:00Z",
        "2026-01-31T12:00:00.123456789012345678901234567890Z, 2026-01-31T12:00:00.12345678901234567890123456789Z",
        "0001-01-01T00:00:00Z, 0001-01-01T00:00:00Z",
        "9999-12-31T23:59:59.999999999999Z, 9999-12-31T23:59:59.999999999999Z",
        "2016-12-31T23:59:60Z, 2016-12-31T23:59:60Z",
        "2017-01-01T05:29:60.25+05:30, 2016-12-31T23:59:60.25Z",
        "1990-12-31T15:59:60-08:00, 1990-12-31T23:59:60Z",
        "2015-06-30T23:59:60z, 2015-06-30T23:59:60Z"
    })
    void shouldReadWhatTheStandardAllowsWithAllDigits(String text, String utc) {
        assertThat(Rfc3339.exact(text).map(ExactTime::text)).contains(utc);
    }

    @Test
    void shouldOrderTimesByAllTheirDigits() {
        List<String> ascending = List.of(
                "2016-12-31T23:59:59.999999999Z",
                "2016-12-31T23:59:59.9999999991Z",
                "2016-12-31T23:59:60Z",
                "2016-12-31T23:59:60.5Z",
                "2017-01-01T00:00:00Z",
                "2017-01-01T00:00:00.0000000000001Z",
                "2017-01-01T00:00:01+00:00");

        List<ExactTime> times = ascending.stream()
                .map(text -> Rfc3339.exact(text).orElseThrow())
                .toList();

        assertThat(times).isSorted().doesNotHaveDuplicates();
        assertThat(times).extracting(ExactTime::instant).isSorted();
        assertThat(ExactTime.of(Instant.parse("2016-12-31T23:00:00Z")).text()).isEqualTo("2016-12-31T23:00:00Z");
        assertThat(ExactTime.of(Instant.parse("2016-12-31T23:59:59.250Z")).text())
                .isEqualTo("2016-12-31T23:59:59.25Z");
    }

    @Test
    void shouldReadNoMoreThanItsLimit() {
        assertThat(Rfc3339.parse("2026-01-31T12:00:00." + "1".repeat(1_000) + "Z"))
                .isPresent();
        assertThat(Rfc3339.parse("2026-01-31T12:00:00." + "1".repeat(100_000) + "Z"))
                .isEmpty();
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
