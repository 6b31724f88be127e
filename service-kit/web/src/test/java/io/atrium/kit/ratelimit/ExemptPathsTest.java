package io.atrium.kit.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExemptPathsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/q/health/live",
                "/q/metrics",
                "/q",
                "/api/v1/health",
                "/api/v1/health/",
                "/.well-known/jwks.json",
                "/docs",
                "/docs/",
                "/docs/swagger-ui.css",
                "/openapi",
                "/openapi/identity-service",
            })
    void shouldNotCountProbesKeysAndDocumentation(String path) {
        assertThat(ExemptPaths.contains(path)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/api/v1/users",
                "/api/v1/healthy",
                "/api/v1/health/x",
                "/api/v1/health;x=1",
                "/api/q/health",
                "/qx",
                "/documents",
                "/.well-knownx",
                "/nowhere",
            })
    void shouldCountEverythingElse(String path) {
        assertThat(ExemptPaths.contains(path)).isFalse();
    }
}
