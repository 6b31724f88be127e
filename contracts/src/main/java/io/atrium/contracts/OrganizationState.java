package io.atrium.contracts;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.UUID;

/**
 * What every service knows of an organization. A tombstone: there is none any more.
 *
 * @param domain the organization's own, as {@code example.com}
 * @param subdomain the label under the platform's domain
 * @param plan the name of its plan
 * @param version grows with each change; of two states the one with the higher version is the newer
 */
public record OrganizationState(
        UUID id,
        String name,
        String domain,
        String subdomain,
        OrganizationStatus status,
        String plan,
        long version,
        Instant updatedAt) {

    public static final MessageType<OrganizationState> MESSAGE =
            new MessageType<>(Topics.ORGANIZATIONS, "io.atrium.organization.state", OrganizationState.class);

    public OrganizationState {
        requireNonNull(id, "id");
        requireNonNull(status, "status");
    }

    /** The key of its record in the topic. */
    public static String key(UUID organizationId) {
        return organizationId.toString();
    }
}
