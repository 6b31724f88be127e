package io.atrium.integration.provider;

import java.util.UUID;

/** One provider of one organization. */
record ProviderKey(UUID organizationId, String provider) {}
