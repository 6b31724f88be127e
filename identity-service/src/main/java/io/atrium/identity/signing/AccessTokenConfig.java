package io.atrium.identity.signing;

import io.atrium.kit.config.Bounds;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What this service decides about access tokens; issuer and audience are every service's settings. */
@ConfigMapping(prefix = "identity.access-token")
public interface AccessTokenConfig {

    /** Minutes from {@code iat} to {@code exp}. */
    @WithDefault("30")
    @Bounds(min = "1", max = "1440")
    int expireMinutes();

    /** How long the topic of revocations keeps them ({@code deploy/kafka/topics.conf}). */
    @WithDefault("48h")
    @Bounds(min = "PT1S", max = "P3660D")
    Duration revocationsKeptFor();
}
