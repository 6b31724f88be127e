package io.atrium.identity.auth;

import io.atrium.kit.text.Text;
import io.atrium.kit.text.TextRule;
import jakarta.validation.constraints.NotBlank;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The refresh token of the last reply. */
@Schema(name = "Refresh")
public record RefreshRequest(
        @NotBlank @Text(value = TextRule.PRESENTED, max = 8192)
        String refreshToken) {

    @Override
    public String toString() {
        return "RefreshRequest";
    }
}
