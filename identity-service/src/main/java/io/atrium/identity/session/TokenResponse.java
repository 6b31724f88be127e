package io.atrium.identity.session;

import java.time.Duration;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A pair of tokens (the members of RFC 6749, section 5.1).
 *
 * @param expiresIn seconds until the access token expires
 */
@Schema(name = "Tokens")
public record TokenResponse(String accessToken, String refreshToken, String tokenType, long expiresIn) {

    public static TokenResponse of(String accessToken, String refreshToken, Duration lifetime) {
        return new TokenResponse(accessToken, refreshToken, "Bearer", lifetime.toSeconds());
    }
}
