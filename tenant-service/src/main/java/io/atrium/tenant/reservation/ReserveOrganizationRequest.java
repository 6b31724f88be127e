package io.atrium.tenant.reservation;

import io.atrium.kit.token.OrganizationStatus;
import io.atrium.tenant.claim.DomainName;
import io.atrium.tenant.claim.Subdomain;
import io.atrium.tenant.organization.NewOrganization;
import io.atrium.tenant.organization.OrganizationResponse;
import io.atrium.tenant.organization.Plan;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.UUID;

/** An organization that identity-service wants to register; the id is identity's, so that a retry is the same. */
public record ReserveOrganizationRequest(
        @NotNull UUID id,
        @NotBlank @Size(max = 200) String name,
        @NotBlank @Size(max = 253) String domain,
        @NotBlank @Size(max = 63) String subdomain) {

    NewOrganization toNew() {
        return new NewOrganization(
                id,
                name,
                DomainName.of(domain, "domain"),
                Subdomain.of(subdomain, "subdomain"),
                OrganizationStatus.PENDING,
                Plan.FREE);
    }

    static boolean isSame(NewOrganization asked, OrganizationResponse present) {
        return asked.name().equals(present.name())
                && asked.domain().value().equals(present.domain())
                && asked.subdomain().value().equals(present.subdomain());
    }
}
