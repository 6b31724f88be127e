package io.atrium.tenant.organization;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.atrium.kit.documentation.Examples;
import io.atrium.kit.http.Preconditions;
import io.atrium.kit.text.DomainName;
import io.atrium.kit.text.Text;
import io.atrium.kit.text.TextRule;
import io.atrium.tenant.claim.Subdomain;
import jakarta.validation.constraints.NotNull;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** All of an organization that its administrators may change. */
@Schema(description = "All of an organization that its administrators may change")
public record UpdateOrganizationRequest(
        @Schema(description = "Name, one line", examples = Examples.ORGANIZATION_NAME)
        @NotNull
        @Text(TextRule.DISPLAY_NAME)
        String name,

        @Schema(
                description = "Domain, in U-labels or A-labels (RFC 5890); no other organization has it",
                examples = Examples.DOMAIN)
        @NotNull
        @Text(TextRule.DOMAIN)
        String domain,

        @Schema(
                description = "3 to 63 ASCII letters, digits and inner hyphens; no other organization has it, and"
                        + " no name that the platform keeps",
                examples = Examples.SUBDOMAIN)
        @NotNull
        @Text(TextRule.SUBDOMAIN)
        String subdomain,

        @Schema(
                type = SchemaType.OBJECT,
                description = "Takes the place of the former settings; a JSON object of at most 16 KiB with"
                        + " numbers written out",
                examples = OrganizationResponse.EXAMPLE_SETTINGS)
        @NotNull
        ObjectNode settings) {

    OrganizationChange toChange(Preconditions preconditions) {
        return new OrganizationChange(
                name, DomainName.of(domain), Subdomain.of(subdomain), settings, true, preconditions);
    }
}
