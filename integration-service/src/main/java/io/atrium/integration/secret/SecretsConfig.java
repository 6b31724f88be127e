package io.atrium.integration.secret;

import io.atrium.kit.config.Bounds;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The keys that encrypt secrets: strings of 32 characters or more. */
@ConfigMapping(prefix = "integration.secrets")
public interface SecretsConfig {

    /** SECRET_KEY: encrypts secrets and credentials in the database. */
    String key();

    /** SECRET_KEY_PREVIOUS: what is encrypted under one of these is still read, and encrypted again under the key. */
    Optional<List<String>> keyPrevious();

    /** How often rows under an earlier key are looked for; the first time at the start. */
    @WithDefault("PT1H")
    @Bounds(min = "PT0.01S", max = "P31D")
    Duration renewedEvery();

    /** WEBHOOK_SOURCE_KEY: encrypts secrets on the topic of webhook sources; webhook-gateway has the same. */
    String sourceKey();
}
