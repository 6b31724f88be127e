package io.atrium.audit.verification;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How verifications are bounded. */
@ConfigMapping(prefix = "audit.verification")
public interface VerificationConfig {
    /** How long one request verifies; a longer chain is gone on with by the next. */
    @WithDefault("PT2S")
    Duration timeLimit();

    /** How many verifications this process has under way; an organization has one. */
    @WithDefault("3")
    int concurrent();

    /** How many events are read together. */
    @WithDefault("500")
    int pageSize();
}
