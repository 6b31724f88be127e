package io.atrium.kit.http;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.atrium.kit.problem.ErrorCode;
import io.atrium.kit.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ETagsTest {
    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"*", "\"v3\"", "W/\"v3\"", "\"v2\", \"v3\""})
    void shouldPassTheCurrentVersion(String ifMatch) {
        assertThatNoException().isThrownBy(() -> ETags.require(ifMatch, 3));
    }

    @Test
    void shouldRefuseALostUpdate() {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> ETags.require("\"v2\"", 3))
                .matches(problem -> problem.code() == ErrorCode.PRECONDITION_FAILED);
    }
}
