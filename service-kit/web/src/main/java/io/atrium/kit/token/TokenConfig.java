package io.atrium.kit.token;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How access tokens and service tokens are judged. */
@ConfigMapping(prefix = "atrium.token")
public interface TokenConfig {
    /** Exact {@code iss} of access tokens; {@code ATRIUM_ISSUER}. */
    @WithDefault("http://localhost:8000")
    String issuer();

    /** Exact {@code aud} of access tokens. */
    @WithDefault("atrium")
    String audience();

    /** How far clocks may differ. */
    @WithDefault("30S")
    Duration clockSkew();

    /** Longest access token that is looked at, in characters. */
    @WithDefault("8192")
    int maxLength();

    /** HMAC key of service tokens, 32 characters or more; {@code SERVICE_TOKEN_KEY}. */
    String serviceKey();

    /** Life of a service token. */
    @WithDefault("60S")
    Duration serviceLifetime();
}
