package io.atrium.integration.health;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What a test of an integration came to.
 *
 * @param error what the call failed by; null when it was good
 */
public record ProbeResponse(
        @Schema(description = "Whether the provider answered with what was asked for")
        boolean ok,

        @Schema(description = "How long the call took") long durationMs,
        @Nullable Error error) {

    /** A failed call. */
    @Schema(name = "ProbeError")
    public record Error(String code, String message) {}
}
