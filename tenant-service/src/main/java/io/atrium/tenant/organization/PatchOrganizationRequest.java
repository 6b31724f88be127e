package io.atrium.tenant.organization;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.atrium.kit.documentation.Examples;
import io.atrium.kit.http.Preconditions;
import io.atrium.kit.text.DomainName;
import io.atrium.kit.text.Text;
import io.atrium.kit.text.TextRule;
import io.atrium.tenant.claim.Subdomain;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Some of it: absent fields stay, settings are merged (JSON Merge Patch, RFC 7396). */
@Schema(description = "Some of an organization: absent members stay, settings are merged (RFC 7396)")
public record PatchOrganizationRequest(
        @Schema(description = "Name, one line; null: stays", examples = Examples.ORGANIZATION_NAME)
        @Nullable
        @Text(TextRule.DISPLAY_NAME)
        String name,

        @Schema(
                description = "Domain, in U-labels or A-labels (RFC 5890); no other organization has it; null: stays",
                examples = Examples.DOMAIN)
        @Nullable
        @Text(TextRule.DOMAIN)
        String domain,

        @Schema(
                description = "3 to 63 ASCII letters, digits and inner hyphens; no other organization has it, and"
                        + " no name that the platform keeps; null: stays",
                examples = Examples.SUBDOMAIN)
        @Nullable
        @Text(TextRule.SUBDOMAIN)
        String subdomain,

        @Schema(
                type = SchemaType.OBJECT,
                description = "Merged into the settings (JSON Merge Patch, RFC 7396): null removes a member; the result"
                        + " has at most 16 KiB with numbers written out, or is shorter than what is stored",
                examples = "{\"time_zone\": \"Europe/Paris\", \"locale\": null}")
        @Nullable
        ObjectNode settings) {

    OrganizationChange toChange(Preconditions preconditions) {
        return new OrganizationChange(
                name,
                domain == null ? null : DomainName.of(domain),
                subdomain == null ? null : Subdomain.of(subdomain),
                settings,
                false,
                preconditions);
    }
}
