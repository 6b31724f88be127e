package io.atrium.integration.source;

import static java.util.Objects.requireNonNull;

import java.util.UUID;

/**
 * A webhook source of an organization.
 *
 * @param provider {@code user}, {@code payment}, {@code communication} or {@code custom}
 * @param version grows with each change; an older version never replaces a newer one
 */
public record WebhookSource(
        UUID organizationId,
        UUID integrationId,
        String provider,
        WebhookSettings settings,
        boolean enabled,
        int version) {

    public WebhookSource {
        requireNonNull(organizationId, "organizationId");
        requireNonNull(integrationId, "integrationId");
        requireNonNull(provider, "provider");
        requireNonNull(settings, "settings");
    }
}
