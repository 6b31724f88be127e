package io.atrium.tenant.organization;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.atrium.kit.text.DomainName;
import io.atrium.kit.text.Text;
import io.atrium.kit.text.TextRule;
import io.atrium.tenant.claim.Subdomain;
import jakarta.validation.constraints.NotNull;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** All of an organization that its administrators may change. */
public record UpdateOrganizationRequest(
        @NotNull @Text(TextRule.DISPLAY_NAME) String name,
        @NotNull @Text(TextRule.DOMAIN) String domain,
        @NotNull @Text(TextRule.SUBDOMAIN) String subdomain,
        @NotNull @Schema(type = SchemaType.OBJECT) ObjectNode settings) {

    OrganizationChange toChange(@Nullable String ifMatch) {
        return new OrganizationChange(name, DomainName.of(domain), Subdomain.of(subdomain), settings, true, ifMatch);
    }
}
