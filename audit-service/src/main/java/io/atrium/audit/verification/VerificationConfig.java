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

    /** How many verifications this process has under way; an organization has one. */
    @WithDefault("3")
    @Bounds(min = "1", max = "10000")
    int concurrent();

    /** How many events are read together. */
    @WithDefault("500")
    @Bounds(min = "1", max = "100000")
    int pageSize();
}
