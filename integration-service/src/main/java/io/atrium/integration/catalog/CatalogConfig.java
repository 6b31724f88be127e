package io.atrium.integration.catalog;

import io.smallrye.config.ConfigMapping;

/** How secrets are sealed. */
@ConfigMapping(prefix = "integration")
interface CatalogConfig {

    /** The keys. */
    Secrets secrets();

    /** The keys of sealed secrets: strings of 32 characters or more. */
    interface Secrets {

        /** Seals secrets and credentials in the database. */
        String key();

        /** Seals secrets on the topic of webhook sources; webhook-gateway has the same. */
        String sourceKey();
    }
}
