package io.atrium.integration.health;

import io.atrium.integration.provider.ProviderFault;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What a test of an integration came to. */
@Schema(description = "What a test of an integration came to")
public record ProbeResponse(
        @Schema(description = "Whether the provider answered with what was asked for", examples = "false")
        boolean ok,

        @Schema(description = "How long the call took, in milliseconds", examples = "5003", minimum = "0")
        long durationMs,

        @Schema(description = "What the call failed by; null when it was good") @Nullable
        Error error) {

    /** A failed call. */
    @Schema(name = "ProbeError", description = "Why a call to a provider failed")
    public record Error(
            @Schema(description = ProviderFault.ABOUT_CODE, examples = IntegrationHealth.EXAMPLE_ERROR_CODE)
            String code,

            @Schema(description = "What went wrong, for people", examples = "The provider did not answer within 5 s")
            String message) {}
}
