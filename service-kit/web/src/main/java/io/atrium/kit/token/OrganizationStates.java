package io.atrium.kit.token;

import io.atrium.contracts.OrganizationStatus;
import java.util.Optional;
import java.util.UUID;

/** The state of every organization, known without a call. */
public interface OrganizationStates {
    /** The organization of SUPER_ADMINs, and of the events that belong to nobody. It is built in and has no state. */
    UUID PLATFORM = UUID.fromString("00000000-0000-7000-8000-000000000001");
    /** The state, or empty for an organization that this process has not heard of (yet). */
    Optional<OrganizationStatus> find(UUID organizationId);

    /** Whether requests of the organization are refused; one not heard of is not. */
    default boolean isRefused(UUID organizationId) {
        return find(organizationId).map(OrganizationStatus::isRefused).orElse(false);
    }
}
