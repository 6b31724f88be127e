package io.atrium.identity.auth;

import io.atrium.identity.session.TokenResponse;
import io.atrium.identity.user.UserResponse;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Tokens and whose they are.
 *
 * @param expiresIn seconds until the access token expires
 */
@Schema(name = "LoggedIn")
public record LoginResponse(
        String accessToken, String refreshToken, String tokenType, long expiresIn, UserResponse user) {

    static LoginResponse of(TokenResponse tokens, UserResponse user) {
        return new LoginResponse(
                tokens.accessToken(), tokens.refreshToken(), tokens.tokenType(), tokens.expiresIn(), user);
    }
}
