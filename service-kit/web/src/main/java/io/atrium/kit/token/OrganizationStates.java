package io.atrium.kit.token;

import java.util.Optional;
import java.util.UUID;

/** The state of every organization, known without a call. */
public interface OrganizationStates {
    /** The state, or empty for an organization that this process has not heard of (yet). */
    Optional<OrganizationStatus> find(UUID organizationId);

    /** Whether requests of the organization are refused. One not heard of is not: it may be seconds old. */
    default boolean isRefused(UUID organizationId) {
        return find(organizationId).map(OrganizationStatus::isRefused).orElse(false);
    }
}
