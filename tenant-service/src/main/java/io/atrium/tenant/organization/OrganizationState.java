package io.atrium.tenant.organization;

import io.atrium.kit.token.OrganizationStatus;
import java.time.Instant;
import java.util.UUID;

/** What every service knows of an organization: the data on {@code atrium.organizations.v1}. */
record OrganizationState(
        UUID id,
        String name,
        String domain,
        String subdomain,
        OrganizationStatus status,
        Plan plan,
        int version,
        Instant updatedAt) {

    static OrganizationState of(OrganizationEntity entity) {
        return new OrganizationState(
                entity.organizationId,
                entity.name,
                entity.domain,
                entity.subdomain,
                entity.status,
                entity.plan,
                entity.version,
                entity.updatedAt);
    }
}
