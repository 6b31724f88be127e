package io.atrium.tenant.organization;

import io.atrium.kit.token.OrganizationStatus;
import io.atrium.tenant.claim.DomainName;
import io.atrium.tenant.claim.Subdomain;
import java.util.UUID;

/** An organization to be made, its names normalised. */
public record NewOrganization(
        UUID id, String name, DomainName domain, Subdomain subdomain, OrganizationStatus status, Plan plan) {
    public NewOrganization {
        name = name.strip();
    }
}
