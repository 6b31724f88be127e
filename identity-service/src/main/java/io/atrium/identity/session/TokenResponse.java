package io.atrium.identity.session;

import java.time.Duration;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A pair of tokens (the members of RFC 6749, section 5.1). */
@Schema(name = "Tokens", description = "An access token and the refresh token that follows it (RFC 6749, section 5.1)")
public record TokenResponse(
        @Schema(description = ABOUT_ACCESS_TOKEN, examples = EXAMPLE_ACCESS_TOKEN)
        String accessToken,

        @Schema(description = ABOUT_REFRESH_TOKEN, examples = EXAMPLE_REFRESH_TOKEN)
        String refreshToken,

        @Schema(description = ABOUT_TOKEN_TYPE, examples = BEARER)
        String tokenType,

        @Schema(description = ABOUT_EXPIRES_IN, examples = EXAMPLE_EXPIRES_IN, minimum = "0")
        long expiresIn) {

    public static final String ABOUT_ACCESS_TOKEN =
            "JWT (RFC 9068, RS256) for the Authorization header; every service verifies it by the keys of"
                    + " /.well-known/jwks.json";
    public static final String ABOUT_REFRESH_TOKEN = "Opaque token for POST /auth/refresh; good for one refresh";
    public static final String ABOUT_TOKEN_TYPE = "How the access token is presented (RFC 6750)";
    public static final String ABOUT_EXPIRES_IN =
            "Seconds until the access token expires; 1800 unless configured otherwise";

    /** Examples of documents; nobody has signed them. */
    public static final String EXAMPLE_ACCESS_TOKEN =
            "eyJ0eXAiOiJhdCtqd3QiLCJhbGciOiJSUzI1NiJ9.eyJzdWIiOiIwMTljMTM2My00OWU4In0.c2lnbmF0dXJl";

    public static final String EXAMPLE_REFRESH_TOKEN =
            "AZwTY0nAcmuSp03kUua0OBxqfU3Tz0Y5b1r8mWq2vHc7nKdLs4Xo9eRJgPiTyUAz";
    public static final String BEARER = "Bearer";
    public static final String EXAMPLE_EXPIRES_IN = "1800";

    public static TokenResponse of(String accessToken, String refreshToken, Duration lifetime) {
        return new TokenResponse(accessToken, refreshToken, BEARER, lifetime.toSeconds());
    }
}
