package io.atrium.identity.auth;

import io.atrium.identity.session.TokenResponse;
import io.atrium.kit.text.Text;
import io.atrium.kit.text.TextRule;
import jakarta.validation.constraints.NotBlank;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The refresh token of the last reply. */
@Schema(name = "Refresh", description = "The refresh token of the last answer")
public record RefreshRequest(
        @Schema(description = "Opaque; good for one refresh", examples = TokenResponse.EXAMPLE_REFRESH_TOKEN)
        @NotBlank
        @Text(value = TextRule.PRESENTED, max = 8192)
        String refreshToken) {

    @Override
    public String toString() {
        return "RefreshRequest";
    }
}
