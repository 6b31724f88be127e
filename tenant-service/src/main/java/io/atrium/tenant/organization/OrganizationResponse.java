package io.atrium.tenant.organization;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.atrium.contracts.OrganizationStatus;
import io.atrium.kit.http.Versioned;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * An organization as its people and the platform's operators see it.
 *
 * @param domain as it is compared: ASCII, lower case
 * @param settings free-form JSON object
 * @param version the {@code ETag}'s
 */
public record OrganizationResponse(
        UUID id,
        String name,
        String domain,
        String subdomain,
        OrganizationStatus status,
        Plan plan,
        @Schema(type = SchemaType.OBJECT) ObjectNode settings,
        Instant createdAt,
        Instant updatedAt,
        int version)
        implements Versioned {}
