package io.atrium.integration.provider;

import static java.util.Objects.requireNonNull;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An organization's side of a provider.
 *
 * @param baseUrl the organization's own address, which may lead to public addresses alone; null for the operator's
 * @param version grows with each change of the address or the credential
 */
public record Endpoint(
        UUID organizationId,
        String provider,
        @Nullable String baseUrl,
        @Nullable String credential,
        int version) {

    public Endpoint {
        requireNonNull(organizationId, "organizationId");
        requireNonNull(provider, "provider");
    }

    @Override
    public String toString() {
        return "Endpoint[" + organizationId + " " + provider + "]";
    }
}
