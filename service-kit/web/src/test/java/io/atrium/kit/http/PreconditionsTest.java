package io.atrium.kit.http;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.atrium.kit.problem.ErrorCode;
import io.atrium.kit.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class PreconditionsTest {
    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "*",
                " * ",
                "\"v3\"",
                "W/\"v3\"",
                "\"v2\", \"v3\"",
                "\"v2\",,\t\"v3\" ,",
                "\"a,b\",\"v3\"",
                "\"\",\"v3\""
            })
    void shouldPassTheVersionOfIfMatch(String ifMatch) {
        assertThatNoException().isThrownBy(() -> Preconditions.of(ifMatch, null).check(3));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"v2\"", "\"v33\"", "\"V3\"", "\"a,\",\",v3\"", "\"\""})
    void shouldRefuseAnotherVersionThanIfMatch(String ifMatch) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> Preconditions.of(ifMatch, null).check(3))
                .matches(problem -> problem.code() == ErrorCode.PRECONDITION_FAILED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "\"v3\"", "W/\"v3\"", "\"v1\", \"v3\""})
    void shouldRefuseTheVersionOfIfNoneMatch(String ifNoneMatch) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> Preconditions.of(null, ifNoneMatch).check(3))
                .matches(problem -> problem.code() == ErrorCode.PRECONDITION_FAILED);
    }

    @Test
    void shouldPassAnotherVersionThanIfNoneMatch() {
        assertThatNoException()
                .isThrownBy(() -> Preconditions.of("\"v3\"", "\"v2\"").check(3));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                ",",
                "v3",
                "\"v3",
                "v3\"",
                "\"v 3\"",
                "W\"v3\"",
                "w/\"v3\"",
                "\"v3\"\"v4\"",
                "\"v3\" \"v4\"",
                "*, \"v3\"",
                "**",
                "W/",
                "\"v3\"x"
            })
    void shouldRefuseWhatIsNoListOfTags(String value) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> Preconditions.of(value, null).check(3))
                .matches(problem -> problem.code() == ErrorCode.MALFORMED_REQUEST);
    }
}
