package io.atrium.integration.catalog;

import java.util.UUID;

/** What is told of an integration elsewhere. */
public record IntegrationSummary(UUID id, String name, Provider provider, boolean enabled) {}
