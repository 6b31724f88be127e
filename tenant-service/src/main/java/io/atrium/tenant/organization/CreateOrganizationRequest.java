package io.atrium.tenant.organization;

import io.atrium.kit.token.OrganizationStatus;
import io.atrium.tenant.claim.DomainName;
import io.atrium.tenant.claim.Subdomain;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An organization made by the platform's operators; it has no user yet. */
public record CreateOrganizationRequest(
        @NotBlank @Size(max = 200) String name,
        @NotBlank @Size(max = 253) String domain,
        @NotBlank @Size(max = 63) String subdomain,
        @Nullable Plan plan) {

    NewOrganization toNew(UUID id) {
        return new NewOrganization(
                id,
                name,
                DomainName.of(domain, "domain"),
                Subdomain.of(subdomain, "subdomain"),
                OrganizationStatus.ACTIVE,
                Objects.requireNonNullElse(plan, Plan.FREE));
    }
}
