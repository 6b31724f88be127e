package io.atrium.audit.verification;

import io.atrium.kit.config.Bounds;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How verifications are bounded. */
@ConfigMapping(prefix = "audit.verification")
public interface VerificationConfig {
    /** How long one request verifies; a longer chain is gone on with by the next. */
    @WithDefault("PT2S")
    @Bounds(min = "PT0S", max = "PT1M")
    Duration timeLimit();

    /** How many verifications this process has under way. */
    @WithDefault("3")
    @Bounds(min = "1", max = "10000")
    int concurrent();

    /** How many verifications may wait for one of these; an organization has one, under way or waiting. */
    @WithDefault("64")
    @Bounds(min = "1", max = "10000")
    int maxWaiting();

    /** How long a verification waits before it is answered 503. */
    @WithDefault("PT10S")
    @Bounds(min = "PT0.01S", max = "PT50S")
    Duration patience();

    /** How many events are read together. */
    @WithDefault("500")
    @Bounds(min = "1", max = "100000")
    int pageSize();
}
