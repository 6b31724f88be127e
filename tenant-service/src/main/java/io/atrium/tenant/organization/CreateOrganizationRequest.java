package io.atrium.tenant.organization;

import io.atrium.kit.text.DomainName;
import io.atrium.kit.text.Text;
import io.atrium.kit.text.TextRule;
import io.atrium.kit.token.OrganizationStatus;
import io.atrium.tenant.claim.Subdomain;
import jakarta.validation.constraints.NotNull;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An organization made by the platform's operators; it has no user yet. */
@Schema(description = "An organization without users, made by the platform's operators")
public record CreateOrganizationRequest(
        @Schema(description = "Name, one line", examples = "Sample Ltd") @NotNull @Text(TextRule.DISPLAY_NAME)
        String name,

        @Schema(
                description = "Domain, in U-labels or A-labels (RFC 5890); no other organization has it",
                examples = "sample.example")
        @NotNull
        @Text(TextRule.DOMAIN)
        String domain,

        @Schema(
                description = "3 to 63 ASCII letters, digits and inner hyphens; no other organization has it, and"
                        + " no name that the platform keeps",
                examples = "sample")
        @NotNull
        @Text(TextRule.SUBDOMAIN)
        String subdomain,

        @Schema(description = "free without it", examples = "standard") @Nullable
        Plan plan) {

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
