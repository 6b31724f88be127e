package io.atrium.integration.catalog;

import io.atrium.kit.config.Bounds;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How many integrations there may be. */
@ConfigMapping(prefix = "integration.catalog")
interface CatalogConfig {

    /**
     * INTEGRATION_MAX_PER_ORGANIZATION: how many integrations an organization may have, with those that it has from the
     * start; one more is answered 409. Every webhook gateway keeps the webhook source of each in memory.
     */
    @WithDefault("100")
    @Bounds(min = "3", max = "100000")
    int maxPerOrganization();
}
