package io.atrium.tenant.organization;

import io.atrium.contracts.OrganizationStatus;
import io.atrium.kit.text.DomainName;
import io.atrium.tenant.claim.Subdomain;
import java.util.UUID;

/** An organization to be made, its names in their canonical form. */
public record NewOrganization(
        UUID id, String name, DomainName domain, Subdomain subdomain, OrganizationStatus status, Plan plan) {}
