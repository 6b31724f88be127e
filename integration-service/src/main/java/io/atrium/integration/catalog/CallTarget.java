package io.atrium.integration.catalog;

import io.atrium.integration.provider.Endpoint;
import org.jspecify.annotations.Nullable;

/**
 * An integration whose provider is called.
 *
 * @param endpoint null while the integration is disabled
 */
public record CallTarget(@Nullable Endpoint endpoint) {}
