package io.atrium.integration.webhook;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How webhooks whose effect failed are tried again. */
@ConfigMapping(prefix = "integration.webhook")
interface WebhookConfig {

    /** After so many attempts an event is dead. */
    @WithDefault("8")
    int maxAttempts();

    /** The pause after the first attempt; each further one has twice that, with full jitter over its upper half. */
    @WithDefault("PT5S")
    Duration firstDelay();

    /** The longest pause. */
    @WithDefault("PT1H")
    Duration longestDelay();

    /** How far statistics look back unless told otherwise. */
    @WithDefault("PT24H")
    Duration statsWindow();
}
