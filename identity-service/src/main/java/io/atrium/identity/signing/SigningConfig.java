package io.atrium.identity.signing;

import io.atrium.kit.config.Bounds;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The life of a signing key: published, then signing, then verifying only, then gone. */
@ConfigMapping(prefix = "identity.signing")
public interface SigningConfig {

    /**
     * How long a key is published before it signs, counted from when this service has read it from the topic: longer than
     * any verifier caches the key set.
     */
    @WithDefault("1h")
    @Bounds(min = "PT1S", max = "P3660D")
    Duration publishedFor();

    /** How long a key signs. */
    @WithDefault("30d")
    @Bounds(min = "PT1S", max = "P3660D")
    Duration activeFor();

    /** How long a key that no longer signs still verifies: longer than an access token lives, and never under an hour. */
    @WithDefault("24h")
    @Bounds(min = "PT1S", max = "P3660D")
    Duration retiringFor();

    /** How often a process looks for what is due, and for what another replica did. */
    @WithDefault("10s")
    @Bounds(min = "PT0.01S", max = "P31D")
    Duration checkEvery();

    /** How long a client may keep the key set. */
    @WithDefault("5m")
    @Bounds(min = "PT1S", max = "P3660D")
    Duration keySetMaxAge();

    Pool pool();

    /** The threads that sign and make keys. */
    interface Pool {

        /** 0: one a core. */
        @WithDefault("0")
        @Bounds(min = "0", max = "1024")
        int threads();

        /** How many signatures may wait; one more is answered 503. */
        @WithDefault("1000")
        @Bounds(min = "1", max = "1000000")
        int queue();

        /** How many of them may be of one organization. */
        @WithDefault("500")
        @Bounds(min = "1", max = "1000000")
        int queuePerOrganization();
    }
}
