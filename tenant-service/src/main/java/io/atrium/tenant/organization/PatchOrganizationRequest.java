package io.atrium.tenant.organization;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.atrium.tenant.claim.DomainName;
import io.atrium.tenant.claim.Subdomain;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Some of it: absent fields stay, settings are merged (JSON Merge Patch, RFC 7396). */
public record PatchOrganizationRequest(
        @Nullable @Size(max = 200) @Pattern(regexp = "(?s).*\\S.*", message = "must not be blank")
        String name,

        @Nullable @Size(max = 253) String domain,
        @Nullable @Size(max = 63) String subdomain,
        @Nullable @Schema(type = SchemaType.OBJECT) ObjectNode settings) {

    OrganizationChange toChange(@Nullable String ifMatch) {
        return new OrganizationChange(
                name,
                domain == null ? null : DomainName.of(domain, "domain"),
                subdomain == null ? null : Subdomain.of(subdomain, "subdomain"),
                settings,
                false,
                ifMatch);
    }
}
