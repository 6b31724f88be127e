package io.atrium.kit.organization;

import io.atrium.contracts.OrganizationStatus;
import java.util.Optional;
import java.util.UUID;

/** The state of every organization, known without a call. */
public interface OrganizationStates {
    /** The state, or empty for an organization that this process has not heard of (yet). */
    Optional<OrganizationStatus> find(UUID organizationId);

    /** Whether requests of the organization are refused; one not heard of is not. */
    default boolean isRefused(UUID organizationId) {
        return find(organizationId).map(OrganizationStatus::isRefused).orElse(false);
    }
}
