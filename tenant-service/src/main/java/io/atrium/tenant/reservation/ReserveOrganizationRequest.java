package io.atrium.tenant.reservation;

import io.atrium.contracts.OrganizationStatus;
import io.atrium.kit.text.DomainName;
import io.atrium.kit.text.Text;
import io.atrium.kit.text.TextRule;
import io.atrium.tenant.claim.Subdomain;
import io.atrium.tenant.organization.NewOrganization;
import io.atrium.tenant.organization.OrganizationResponse;
import io.atrium.tenant.organization.Plan;
import jakarta.validation.constraints.NotNull;
import java.util.UUID;

/** An organization that identity-service wants to register; the id is identity's, so that a retry is the same. */
public record ReserveOrganizationRequest(
        @NotNull UUID id,
        @NotNull @Text(TextRule.DISPLAY_NAME) String name,
        @NotNull @Text(TextRule.DOMAIN) String domain,
        @NotNull @Text(TextRule.SUBDOMAIN) String subdomain) {

    NewOrganization toNew() {
        return new NewOrganization(
                id, name, DomainName.of(domain), Subdomain.of(subdomain), OrganizationStatus.PENDING, Plan.FREE);
    }

    static boolean isSame(NewOrganization asked, OrganizationResponse present) {
        return asked.name().equals(present.name())
                && asked.domain().value().equals(present.domain())
                && asked.subdomain().value().equals(present.subdomain());
    }
}
