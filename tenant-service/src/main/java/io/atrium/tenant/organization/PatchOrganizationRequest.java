package io.atrium.tenant.organization;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.atrium.kit.text.DomainName;
import io.atrium.kit.text.Text;
import io.atrium.kit.text.TextRule;
import io.atrium.tenant.claim.Subdomain;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Some of it: absent fields stay, settings are merged (JSON Merge Patch, RFC 7396). */
public record PatchOrganizationRequest(
        @Nullable @Text(TextRule.DISPLAY_NAME) String name,
        @Nullable @Text(TextRule.DOMAIN) String domain,
        @Nullable @Text(TextRule.SUBDOMAIN) String subdomain,
        @Nullable @Schema(type = SchemaType.OBJECT) ObjectNode settings) {

    OrganizationChange toChange(@Nullable String ifMatch) {
        return new OrganizationChange(
                name,
                domain == null ? null : DomainName.of(domain),
                subdomain == null ? null : Subdomain.of(subdomain),
                settings,
                false,
                ifMatch);
    }
}
