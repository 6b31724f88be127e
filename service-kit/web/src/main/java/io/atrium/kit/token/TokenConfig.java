package io.atrium.kit.token;

import io.atrium.kit.config.Bounds;
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
    @Bounds(min = "PT0S", max = "PT10M")
    Duration clockSkew();

    /**
     * Longest life, {@code iat} to {@code exp}, of an access token that is believed. More than identity-service gives,
     * so that its setting can change without every service's.
     */
    @WithDefault("24H")
    @Bounds(min = "PT1S", max = "P3660D")
    Duration maxLifetime();

    /**
     * How old a token may be whose organization this process has not heard of. A new organization's state arrives
     * within moments; what is older belongs to one that was erased, or the process is behind.
     */
    @WithDefault("60S")
    @Bounds(min = "PT1S", max = "P3660D")
    Duration unknownOrganizationAge();

    /** Longest token that is looked at, in characters. */
    @WithDefault("8192")
    @Bounds(min = "1024", max = "65536")
    int maxLength();

    /** How many access tokens are remembered as verified, some 500 bytes each; 0: each request verifies its token anew. */
    @WithDefault("10000")
    @Bounds(min = "0", max = "100000000")
    int remembered();

    /** HMAC key of service tokens, 32 characters or more; {@code SERVICE_TOKEN_KEY}. */
    String serviceKey();

    /** Life of a service token. */
    @WithDefault("60S")
    @Bounds(min = "PT1S", max = "P3660D")
    Duration serviceLifetime();

    /** Longest life of a service token that is believed. */
    @WithDefault("5M")
    @Bounds(min = "PT1S", max = "P3660D")
    Duration maxServiceLifetime();
}
