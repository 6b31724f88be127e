package io.atrium.tenant.organization;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.atrium.contracts.OrganizationStatus;
import io.atrium.kit.documentation.Examples;
import io.atrium.kit.http.Versioned;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An organization as its people and the platform's operators see it. */
@Schema(description = "An organization: a customer of the platform, whose users and data are its own")
public record OrganizationResponse(
        @Schema(description = "Id of the organization", examples = Examples.ORGANIZATION_ID)
        UUID id,

        @Schema(description = "Name, one line", examples = Examples.ORGANIZATION_NAME, maxLength = 200)
        String name,

        @Schema(
                description = "Domain as it is compared: A-labels (RFC 5890) in lower case; no other organization"
                        + " has it",
                examples = Examples.DOMAIN,
                maxLength = 253)
        String domain,

        @Schema(
                description = "Label under which the platform serves the organization; no other one has it",
                examples = Examples.SUBDOMAIN,
                minLength = 3,
                maxLength = 63)
        String subdomain,

        @Schema(description = "Where the organization is in its life", examples = "ACTIVE")
        OrganizationStatus status,

        @Schema(description = "What the organization has booked", examples = "standard")
        Plan plan,

        @Schema(
                type = SchemaType.OBJECT,
                description = "Free-form JSON object, at most 16 KiB with numbers written out",
                examples = EXAMPLE_SETTINGS)
        ObjectNode settings,

        @Schema(description = "When the organization was registered", examples = Examples.REGISTERED_AT)
        Instant createdAt,

        @Schema(description = "When the organization was last changed", examples = Examples.CHANGED_AT)
        Instant updatedAt,

        @Schema(
                description = "Raised by each change; the number in the ETag",
                examples = Examples.VERSION,
                minimum = "0")
        int version)
        implements Versioned {

    static final String EXAMPLE_SETTINGS = "{\"locale\": \"en-GB\", \"time_zone\": \"Europe/London\"}";
}
