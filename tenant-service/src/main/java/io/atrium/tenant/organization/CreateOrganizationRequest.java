package io.atrium.tenant.organization;

import io.atrium.contracts.OrganizationStatus;
import io.atrium.kit.text.DomainName;
import io.atrium.kit.text.Text;
import io.atrium.kit.text.TextRule;
import io.atrium.tenant.claim.Subdomain;
import jakarta.validation.constraints.NotNull;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An organization made by the platform's operators; it has no user yet. */
public record CreateOrganizationRequest(
        @NotNull @Text(TextRule.DISPLAY_NAME) String name,
        @NotNull @Text(TextRule.DOMAIN) String domain,
        @NotNull @Text(TextRule.SUBDOMAIN) String subdomain,
        @Nullable Plan plan) {

    NewOrganization toNew(UUID id) {
        return new NewOrganization(
                id,
                name,
                DomainName.of(domain),
                Subdomain.of(subdomain),
                OrganizationStatus.ACTIVE,
                Objects.requireNonNullElse(plan, Plan.FREE));
    }
}
