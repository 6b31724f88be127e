package io.atrium.identity.secret;

import io.atrium.kit.config.Bounds;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The key that this service seals under and derives from, and those it had before. */
@ConfigMapping(prefix = "identity")
public interface SecretSettings {

    /** SECRET_KEY: 32 characters or more. */
    String secretKey();

    /** SECRET_KEY_PREVIOUS: what is under one of these is still read, and moved to the current key. */
    Optional<List<String>> secretKeyPrevious();

    /** How often what is left under an earlier key is looked for; the first time at the start. */
    @WithDefault("1h")
    @Bounds(min = "PT0.01S", max = "P31D")
    Duration secretRenewalEvery();
}
