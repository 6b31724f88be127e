package io.atrium.integration.catalog;

import io.atrium.kit.config.Bounds;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How secrets are sealed. */
@ConfigMapping(prefix = "integration")
public interface CatalogConfig {

    /** The keys. */
    Secrets secrets();

    /** The keys of sealed secrets: strings of 32 characters or more. */
    interface Secrets {

        /** Seals secrets and credentials in the database. */
        String key();

        /** SECRET_KEY_PREVIOUS: what is sealed under one of these is still read, and sealed anew under the key. */
        Optional<List<String>> keyPrevious();

        /** How often what is left under an earlier key is looked for; the first time at the start. */
        @WithDefault("PT1H")
        @Bounds(min = "PT0.01S", max = "P31D")
        Duration renewedEvery();

        /** Seals secrets on the topic of webhook sources; webhook-gateway has the same. */
        String sourceKey();
    }
}
