package io.atrium.tenant.organization;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.atrium.tenant.claim.DomainName;
import io.atrium.tenant.claim.Subdomain;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** All of an organization that its administrators may change. */
public record UpdateOrganizationRequest(
        @NotBlank @Size(max = 200) String name,
        @NotBlank @Size(max = 253) String domain,
        @NotBlank @Size(max = 63) String subdomain,
        @NotNull @Schema(type = SchemaType.OBJECT) ObjectNode settings) {

    OrganizationChange toChange(@Nullable String ifMatch) {
        return new OrganizationChange(
                name, DomainName.of(domain, "domain"), Subdomain.of(subdomain, "subdomain"), settings, true, ifMatch);
    }
}
