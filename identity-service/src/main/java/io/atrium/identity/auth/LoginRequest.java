package io.atrium.identity.auth;

import io.atrium.kit.documentation.Examples;
import io.atrium.kit.text.Text;
import io.atrium.kit.text.TextRule;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An address and its password. */
@Schema(name = "Login", description = "An e-mail address and its password")
public record LoginRequest(
        @Schema(description = "The user's e-mail address, in any case", examples = Examples.EMAIL)
        @NotBlank
        @Text(value = TextRule.PRESENTED, max = 254)
        String email,

        @Schema(description = "The password", examples = "correct horse battery staple", format = "password")
        @NotNull
        @Text(value = TextRule.PRESENTED, min = 0, max = 512)
        String password) {

    @Override
    public String toString() {
        return "LoginRequest";
    }
}
