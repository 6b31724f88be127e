package io.atrium.integration.catalog;

import java.util.UUID;

/** An integration with a provider that is called. */
public record IntegrationSummary(UUID id, Provider provider, boolean enabled) {}
