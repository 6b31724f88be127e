package io.atrium.identity.auth;

import io.atrium.identity.session.TokenResponse;
import io.atrium.identity.user.UserResponse;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Tokens and whose they are. */
@Schema(name = "LoggedIn", description = "Tokens (RFC 6749, section 5.1) and whose they are")
public record LoginResponse(
        @Schema(description = TokenResponse.ABOUT_ACCESS_TOKEN, examples = TokenResponse.EXAMPLE_ACCESS_TOKEN)
        String accessToken,

        @Schema(description = TokenResponse.ABOUT_REFRESH_TOKEN, examples = TokenResponse.EXAMPLE_REFRESH_TOKEN)
        String refreshToken,

        @Schema(description = TokenResponse.ABOUT_TOKEN_TYPE, examples = TokenResponse.BEARER)
        String tokenType,

        @Schema(
                description = TokenResponse.ABOUT_EXPIRES_IN,
                examples = TokenResponse.EXAMPLE_EXPIRES_IN,
                minimum = "0")
        long expiresIn,

        @Schema(description = "Who has logged in") UserResponse user) {

    static LoginResponse of(TokenResponse tokens, UserResponse user) {
        return new LoginResponse(
                tokens.accessToken(), tokens.refreshToken(), tokens.tokenType(), tokens.expiresIn(), user);
    }
}
