package io.atrium.kit.token;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InternalPathsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/internal",
                "/internal/",
                "/internal/probe",
                "/Internal/probe",
                "/INTERNAL",
                "//internal/probe",
                "///internal",
                "/;a=b/internal/probe",
                "/;a/;b//internal",
                "/internal;a=b/probe"
            })
    void shouldTakeForInternalWhatARouterCould(String path) {
        assertThat(InternalPaths.contains(path)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "/api/v1/users",
                "/api/internal",
                "/x;/internal",
                "/q/health",
                "/interna",
                "/int;a=b",
                "internal"
            })
    void shouldLeaveEveryOtherPath(String path) {
        assertThat(InternalPaths.contains(path)).isFalse();
    }
}
